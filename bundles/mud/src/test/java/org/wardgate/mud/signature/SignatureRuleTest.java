package org.wardgate.mud.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.testing.Signers;

class SignatureRuleTest {
  private static final Instant SIGNED = Instant.parse("2025-03-04T05:06:07Z");
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final Instant EXPIRY = SIGNED.plus(VALIDITY);
  private static final Bytes FILE = Bytes.of("a file".getBytes(StandardCharsets.UTF_8));
  private static final Set<String> APPROVED = Set.of(FILE.sha256().hex());

  private final Signers maker = new Signers("Pump Inc.", SIGNED, VALIDITY);
  private final Bytes signature = maker.sign(FILE);

  private static Vouched decide(Bytes signature, X509Certificate anchor, int days, Instant now)
      throws RefusedException {
    return SignatureRule.decide(
        FILE, Optional.of(signature), new SignerTerms(List.of(anchor), days, Set.of()), now);
  }

  private Vouched decide(int days, Instant now) throws RefusedException {
    return decide(signature, maker.anchor(), days, now);
  }

  private String refused(ErrorCode code, Bytes given, int days, Set<String> approved, Instant now) {
    String[] detail = {""};
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                SignatureRule.decide(
                    FILE,
                    Optional.of(given),
                    new SignerTerms(List.of(maker.anchor()), days, approved),
                    now))
        .satisfies(
            e -> {
              assertThat(e.errorCode()).isEqualTo(code);
              detail[0] = e.detail();
            });
    return detail[0];
  }

  @Test
  void aValidSignerCounts() throws RefusedException {
    Vouched vouched = decide(0, SIGNED.plusSeconds(5));
    assertThat(vouched.by()).isEqualTo("CN=Pump Inc.");
    assertThat(vouched.signed()).isTrue();
    assertThat(vouched.notAfter()).isEqualTo(EXPIRY);
    assertThat(vouched.notBefore()).isEqualTo(SIGNED.minus(VALIDITY));
  }

  @Test
  void anExpiredSignerCountsWithinTheGraceOnly() throws RefusedException {
    Instant late = EXPIRY.plus(Duration.ofDays(10));
    Vouched vouched = decide(10, late);
    assertThat(vouched.by())
        .isEqualTo("CN=Pump Inc., expired on 2025-04-03, within the grace until 2025-04-13");
    assertThat(vouched.signed()).isTrue();
    assertThat(vouched.notAfter()).isEqualTo(late);
    assertThat(refused(MudErrors.UNAPPROVED, signature, 10, Set.of(), late.plusSeconds(1)))
        .contains(FILE.sha256().hex(), "CN=Pump Inc., expired on 2025-04-03");
    refused(MudErrors.UNAPPROVED, signature, 0, Set.of(), EXPIRY.plusSeconds(1));
  }

  @Test
  void beyondTheGraceAnApprovalCounts() throws RefusedException {
    Vouched vouched =
        SignatureRule.decide(
            FILE,
            Optional.of(signature),
            new SignerTerms(List.of(maker.anchor()), 0, APPROVED),
            EXPIRY.plus(Duration.ofDays(4_000)));
    assertThat(vouched.by())
        .isEqualTo("approved by the hospital, signer CN=Pump Inc., expired on 2025-04-03");
    assertThat(vouched.signed()).isFalse();
  }

  @Test
  void theGraceIsOnlyForWhatWasSignedBeforeTheExpiry() throws RefusedException {
    Instant now = EXPIRY.plus(Duration.ofDays(2));
    Bytes afterwards = maker.sign(FILE, EXPIRY.plus(Duration.ofDays(1)));
    assertThat(refused(MudErrors.UNAPPROVED, afterwards, 100, Set.of(), now))
        .contains("signed outside its signer's validity");
    refused(
        MudErrors.UNAPPROVED,
        maker.sign(FILE, SIGNED.minus(VALIDITY).minusSeconds(1)),
        100,
        Set.of(),
        now);
    refused(
        MudErrors.UNAPPROVED, maker.sign(FILE, now.plus(Duration.ofDays(9))), 100, Set.of(), now);
    assertThat(
            SignatureRule.decide(
                    FILE,
                    Optional.of(afterwards),
                    new SignerTerms(List.of(maker.anchor()), 100, APPROVED),
                    now)
                .signed())
        .isFalse();
  }

  @Test
  void nothingMakesUpForABadDigest() {
    Bytes other = maker.sign(Bytes.EMPTY);
    for (Instant now : List.of(SIGNED, EXPIRY.plusSeconds(9))) {
      refused(MudErrors.BAD_SIGNATURE, other, 3_650, APPROVED, now);
      refused(MudErrors.BAD_SIGNATURE, Bytes.ofHex("3000"), 3_650, APPROVED, now);
      refused(MudErrors.BAD_SIGNATURE, Bytes.EMPTY, 3_650, APPROVED, now);
    }
  }

  @Test
  void nothingMakesUpForAnUntrustedSigner() {
    Bytes stranger = new Signers("Pump Inc.", SIGNED, VALIDITY).sign(FILE);
    refused(MudErrors.UNTRUSTED_SIGNER, stranger, 3_650, APPROVED, SIGNED);
    refused(MudErrors.UNTRUSTED_SIGNER, stranger, 3_650, APPROVED, EXPIRY.plusSeconds(9));
  }

  @Test
  void aSignerThatIsNotValidYetIsRefused() {
    Instant early = SIGNED.minus(VALIDITY).minusSeconds(1);
    refused(MudErrors.EXPIRED_SIGNER, signature, 3_650, APPROVED, early);
  }

  @Test
  void anUnsignedFileNeedsAnApproval() throws RefusedException {
    SignerTerms approved = new SignerTerms(List.of(maker.anchor()), 0, APPROVED);
    Vouched vouched = SignatureRule.decide(FILE, Optional.empty(), approved, SIGNED);
    assertThat(vouched.by()).isEqualTo("approved by the hospital, unsigned");
    assertThat(vouched.signed()).isFalse();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> SignatureRule.decide(Bytes.ofHex("00"), Optional.empty(), approved, SIGNED))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.UNAPPROVED));
  }
}
