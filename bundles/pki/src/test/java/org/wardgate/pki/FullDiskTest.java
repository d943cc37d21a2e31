package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiEvent.CertificatesRevoked;
import org.wardgate.api.pki.PkiEvent.RevocationFailed;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.crypto.ec.EcKeys;

/** What cannot be written down does not happen. */
class FullDiskTest {
  private static PkiEvent issue(WardCa ca) throws Exception {
    return Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
  }

  /** Until the block in use has no room for another line. */
  private static List<PkiEvent> issueUntilRefused(WardCa ca) throws Exception {
    List<PkiEvent> events = new java.util.ArrayList<>();
    do {
      events.add(issue(ca));
    } while (events.get(events.size() - 1) instanceof CertificateIssued);
    return events;
  }

  @Test
  void aFullDiskIssuesNothingAndRevokesNothingUntilThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount()) {
      Ward ward = new Ward(disk.directory());
      WardCa ca = ward.ca();
      assertThat(ca.refresh()).isTrue();
      assertThat(issue(ca)).isInstanceOf(CertificateIssued.class);
      disk.fill();
      List<PkiEvent> events = issueUntilRefused(ca);
      CertificateRefused refused = (CertificateRefused) events.get(events.size() - 1);
      assertThat(refused.problem().code()).isEqualTo("WG-PKI-0010");
      RevocationFailed failed = (RevocationFailed) Ward.issue(ca, Ward.revocation("pump-1"));
      assertThat(failed.problem().code()).isEqualTo("WG-PKI-0006");
      AuthorityRolled rolled = (AuthorityRolled) Ward.issue(ca, Ward.roll(RolloverStep.PUBLISH));
      assertThat(rolled.problem().orElseThrow().code()).isEqualTo("WG-PKI-0010");
      disk.free();
      assertThat(issue(ca)).isInstanceOf(CertificateIssued.class);
      CertificatesRevoked revoked = (CertificatesRevoked) Ward.issue(ca, Ward.revocation("pump-1"));
      assertThat(revoked.serialNumbers()).hasSize(events.size() + 1);
      ca.close();
      WardCa again = ward.ca();
      assertThat(again.refresh()).isTrue();
      assertThat(issue(again)).isInstanceOf(CertificateIssued.class);
      again.close();
    }
  }
}
