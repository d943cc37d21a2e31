package org.wardgate.mud.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.testing.Signers;

class AdvisoryVerifierTest {
  private final Notices ward = new Notices();

  private void refused(ErrorCode code, Bytes content, Bytes signature) {
    refused(code, content, signature, Notices.NOW);
  }

  private void refused(ErrorCode code, Bytes content, Bytes signature, Instant now) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> AdvisoryVerifier.verify(content, signature, ward.inventory(), now))
        .satisfies(e -> assertThat(e.errorCode()).as("%s", e).isEqualTo(code));
  }

  private static Bytes about(String issuer, String manufacturer, String url) {
    return Notices.advisory(
        notice -> {
          notice.put("issuer", issuer);
          notice.put("affected", List.of(Notices.affected(manufacturer, url)));
        });
  }

  @Test
  void aManufacturerSpeaksForItself() throws RefusedException {
    Bytes content = Notices.advisory();
    assertThat(
            AdvisoryVerifier.verify(content, ward.acme.sign(content), ward.inventory(), Notices.NOW)
                .id())
        .isEqualTo("ADV-2026-001");
  }

  @Test
  void anAuthoritySpeaksForThoseOnItsList() throws RefusedException {
    Bytes content = about("cert", "acme", Notices.PUMP);
    assertThat(
            AdvisoryVerifier.verify(content, ward.cert.sign(content), ward.inventory(), Notices.NOW)
                .issuer())
        .isEqualTo("cert");
  }

  @Test
  void nobodySpeaksForAnotherManufacturersModels() {
    Bytes foreign = about("acme", "scans", Notices.SCANNER);
    refused(MudErrors.ADVISORY_SIGNER, foreign, ward.acme.sign(foreign));
    Bytes posing = about("acme", "acme", Notices.SCANNER);
    refused(MudErrors.ADVISORY_SIGNER, posing, ward.acme.sign(posing));
    Bytes amongOwn =
        Notices.advisory(
            notice ->
                notice.put(
                    "affected",
                    List.of(
                        Notices.affected("acme", Notices.PUMP),
                        Notices.affected("scans", Notices.SCANNER))));
    refused(MudErrors.ADVISORY_SIGNER, amongOwn, ward.acme.sign(amongOwn));
    Bytes withdrawal =
        Notices.advisory(
            notice -> {
              notice.put("withdrawn", true);
              notice.put("affected", List.of(Notices.affected("scans", Notices.SCANNER)));
            });
    refused(MudErrors.ADVISORY_SIGNER, withdrawal, ward.acme.sign(withdrawal));
  }

  @Test
  void anAuthoritySpeaksForNobodyElse() {
    Bytes outside = about("cert", "scans", Notices.SCANNER);
    refused(MudErrors.ADVISORY_SIGNER, outside, ward.cert.sign(outside));
    Bytes unknown = about("cert", "nobody", Notices.PUMP);
    refused(MudErrors.ADVISORY_SIGNER, unknown, ward.cert.sign(unknown));
    Bytes itself = about("cert", "cert", Notices.PUMP);
    refused(MudErrors.ADVISORY_SIGNER, itself, ward.cert.sign(itself));
  }

  @Test
  void theSignerMustBeTheIssuers() {
    Bytes content = Notices.advisory();
    refused(MudErrors.ADVISORY_SIGNER, content, ward.scans.sign(content));
    refused(MudErrors.ADVISORY_SIGNER, content, ward.cert.sign(content));
    Bytes authoritys = about("cert", "acme", Notices.PUMP);
    refused(MudErrors.ADVISORY_SIGNER, authoritys, ward.acme.sign(authoritys));
    Bytes stranger = about("nobody", "acme", Notices.PUMP);
    refused(MudErrors.ADVISORY_SIGNER, stranger, ward.acme.sign(stranger));
    Signers posing = new Signers("Acme release", Notices.NOW);
    refused(MudErrors.ADVISORY_SIGNER, content, posing.sign(content));
  }

  @Test
  void everyChangedBitIsNoticed() {
    Bytes content = Notices.advisory();
    Bytes signature = ward.acme.sign(content);
    for (int i = 0; i < content.length(); i += 7) {
      byte[] changed = content.toArray();
      changed[i] ^= 1;
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(
              () ->
                  AdvisoryVerifier.verify(
                      Bytes.of(changed), signature, ward.inventory(), Notices.NOW));
    }
    byte[] quiet = content.toArray();
    quiet[new String(quiet, java.nio.charset.StandardCharsets.UTF_8).indexOf("radio")] ^= 1;
    refused(MudErrors.ADVISORY_SIGNATURE, Bytes.of(quiet), signature);
    byte[] last = signature.toArray();
    last[last.length - 3] ^= 1;
    refused(MudErrors.ADVISORY_SIGNATURE, content, Bytes.of(last));
  }

  @Test
  void refusesWhatIsNoSignature() {
    Bytes content = Notices.advisory();
    refused(MudErrors.ADVISORY_SIGNATURE, content, Bytes.EMPTY);
    refused(MudErrors.ADVISORY_SIGNATURE, content, content);
    refused(MudErrors.ADVISORY_SIGNATURE, content, Bytes.of(new byte[65_537]));
    refused(MudErrors.ADVISORY_SIGNATURE, content, ward.acme.sign(Bytes.EMPTY));
  }

  @Test
  void refusesExpiredOnesAndThoseOfTheFuture() {
    Bytes content = Notices.advisory(n -> n.put("expires-at", "2026-03-04T06:00:00Z"));
    Bytes signature = ward.acme.sign(content);
    Instant expiry = Instant.parse("2026-03-04T06:00:00Z");
    refused(MudErrors.ADVISORY_EXPIRED, content, signature, expiry);
    refused(MudErrors.ADVISORY_EXPIRED, content, signature, expiry.plusSeconds(1));
    refused(
        MudErrors.ADVISORY_MALFORMED,
        content,
        signature,
        Notices.NOW.minus(AdvisoryLimits.CLOCK_AHEAD_MAX).minusSeconds(1));
  }

  @Test
  void anExpiredSignerNeverCounts() {
    Bytes content = Notices.advisory();
    refused(
        MudErrors.ADVISORY_SIGNER,
        content,
        ward.acme.sign(content),
        Notices.NOW.plus(Duration.ofHours(13)));
  }

  @Test
  void knowsNobodyWithoutAnInventory() {
    Bytes content = Notices.advisory();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                AdvisoryVerifier.verify(
                    content, ward.acme.sign(content), InventorySnapshot.empty(), Notices.NOW))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_SIGNER));
  }
}
