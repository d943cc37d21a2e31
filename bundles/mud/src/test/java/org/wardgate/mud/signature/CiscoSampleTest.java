package org.wardgate.mud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.mud.Vectors;

/** Every branch of the rule, with the one signed file that is in public use. */
class CiscoSampleTest {
  private static final String FOLDER = "cisco-mud-manager/examples/luminaire/";

  /** Signed in September 2018; its CA expired on 12 July 2019. */
  private static final Instant VALID = Instant.parse("2018-12-01T00:00:00Z");

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS_SINCE = 2_365;

  private static Bytes file() {
    return Vectors.read(Vectors.mud().resolve(FOLDER + "fs/Luminaire_150.json"));
  }

  private static Bytes signature() {
    return Vectors.read(Vectors.mud().resolve(FOLDER + "fs/Luminaire_150.p7s"));
  }

  private static List<X509Certificate> anchors() throws CryptoException {
    Bytes pem = Vectors.read(Vectors.mud().resolve(FOLDER + "luminaire-cacert.pem"));
    return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.UTF_8));
  }

  private static Vouched decide(int graceDays, Set<String> approved, Instant now)
      throws RefusedException, CryptoException {
    return SignatureRule.decide(
        file(), Optional.of(signature()), new SignerTerms(anchors(), graceDays, approved), now);
  }

  private static void refused(ErrorCode code, Bytes file, List<X509Certificate> anchors) {
    SignerTerms everything = new SignerTerms(anchors, 3_650, Set.of(file.sha256().hex()));
    for (Instant now : List.of(VALID, NOW)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> SignatureRule.decide(file, Optional.of(signature()), everything, now))
          .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code));
    }
  }

  @Test
  void countedWhileItsAuthorityWasValid() throws Exception {
    assertThat(decide(0, Set.of(), VALID).by()).contains("luminaire.example.com");
  }

  @Test
  void isRefusedSinceThenAndSaysWhatToApprove() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> decide(0, Set.of(), NOW))
        .satisfies(
            e -> {
              assertThat(e.errorCode()).isEqualTo(MudErrors.UNAPPROVED);
              assertThat(e.detail()).contains(file().sha256().hex(), "expired on 2019-07-12");
            });
  }

  @Test
  void countsWithinAGraceThatIsLongEnough() throws Exception {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> decide(DAYS_SINCE - 1, Set.of(), NOW));
    Vouched vouched = decide(DAYS_SINCE, Set.of(), NOW);
    assertThat(vouched.signed()).isTrue();
    assertThat(vouched.by()).contains("expired on 2019-07-12, within the grace until 2026-01-01");
  }

  @Test
  void countsOnceTheHospitalApprovedIt() throws Exception {
    Vouched vouched = decide(0, Set.of(file().sha256().hex()), NOW);
    assertThat(vouched.signed()).isFalse();
    assertThat(vouched.by()).startsWith("approved by the hospital, signer ");
  }

  @Test
  void countsWithoutItsSignatureOnceTheHospitalApprovedIt() throws Exception {
    SignerTerms approved = new SignerTerms(anchors(), 0, Set.of(file().sha256().hex()));
    assertThat(SignatureRule.decide(file(), Optional.empty(), approved, NOW).by())
        .isEqualTo("approved by the hospital, unsigned");
  }

  @Test
  void nothingMakesUpForAChangedBitOrAnotherSigner() throws Exception {
    byte[] changed = file().toArray();
    changed[changed.length / 2] ^= 1;
    refused(MudErrors.BAD_SIGNATURE, Bytes.of(changed), anchors());
    refused(MudErrors.UNTRUSTED_SIGNER, file(), List.of());
  }
}
