package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiEvent.RevocationFailed;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.pki.register.CertificateRegister;

/** Who deletes the register un-revokes nobody. */
class LostRegisterTest {
  private final Ward ward = new Ward();
  private WardCa ca = ward.ca();

  @AfterEach
  void stop() {
    ca.close();
  }

  private boolean start() {
    ca.close();
    ca = ward.ca();
    return ca.refresh();
  }

  private Path file(String name) {
    return ward.directory.resolve(name);
  }

  private PkiEvent request() throws Exception {
    return Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
  }

  private X509Certificate issue() throws Exception {
    return Certificates.ofDer(((CertificateIssued) request()).certificateDer());
  }

  private Status status(X509Certificate certificate) {
    return ca.revocations().orElseThrow().status(certificate);
  }

  @Test
  void theFirstStartBeginsOneAndLeavesNoPermissionForAnother() {
    assertThat(start()).isTrue();
    assertThat(file("register")).exists();
    assertThat(file("register.begin")).doesNotExist();
  }

  @Test
  void aLostRegisterIssuesNothingUntilAnOperatorAcceptsTheLoss() throws Exception {
    start();
    X509Certificate revoked = issue();
    Ward.issue(ca, Ward.revocation("pump-1"));
    ca.revocations().orElseThrow().renewLists();
    ca.close();
    Files.delete(file("register"));
    for (int i = 0; i < 2; i++) {
      // what does not hang on the register goes on
      assertThat(start()).isTrue();
      assertThat(((CertificateRefused) request()).problem().code()).isEqualTo("WG-PKI-0009");
      PkiEvent revocation = Ward.issue(ca, Ward.revocation("pump-1"));
      assertThat(((RevocationFailed) revocation).problem().code()).isEqualTo("WG-PKI-0006");
      assertThat(status(revoked)).isEqualTo(Status.UNKNOWN);
      assertThat(RevocationList.ofDer(ca.revocations().orElseThrow().crl()).revoked()).hasSize(1);
      assertThat(file("register")).doesNotExist();
    }
    ca.close();
    ward.allowRegister();
    assertThat(start()).isTrue();
    assertThat(status(issue())).isEqualTo(Status.GOOD);
    assertThat(status(revoked)).isEqualTo(Status.UNKNOWN);
    assertThat(file("register.begin")).doesNotExist();
    ca.close();
    Files.delete(file("register"));
    start();
    assertThat(((CertificateRefused) request()).problem().code()).isEqualTo("WG-PKI-0009");
  }

  @Test
  void aRootWithoutAnyStateIsALostRegisterToo() throws Exception {
    start();
    X509Certificate root = ward.vault.stored("ward-ca").orElseThrow();
    ca.close();
    for (String name : new String[] {"register", "authority", "time"}) {
      Files.delete(file(name));
    }
    assertThat(start()).isFalse();
    assertThat(file("register")).doesNotExist();
    ward.allowRegister();
    assertThat(start()).isTrue();
    assertThat(issue()).isNotNull();
    assertThat(ward.vault.stored("ward-ca")).contains(root);
  }

  @Test
  void theFirstStartMayBeginARegisterBeforeThereIsARoot() throws Exception {
    ward.vault.writesLeft = 0;
    assertThat(start()).isFalse();
    assertThat(file("register.begin")).exists();
    ward.vault.writesLeft = Integer.MAX_VALUE;
    assertThat(start()).isTrue();
    assertThat(issue()).isNotNull();
  }

  @Test
  void aDamagedRegisterIsNotBegunAnewByThePermission() throws IOException {
    start();
    ca.close();
    Files.writeString(file("register"), "x\n");
    ward.allowRegister();
    start();
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class,
            () -> CertificateRegister.open(file("register"), true).requireIntact());
    assertThat(refusal.errorCode().code()).isEqualTo("WG-PKI-0009");
  }
}
