package org.wardgate.mud.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.map;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.testing.MudJson;
import org.wardgate.mud.testing.Signers;

class MudCheckerTest {
  private static final Instant NOW = Instant.parse("2025-03-04T05:06:07Z");
  private static final Bytes FILE =
      MudJson.bytes(
          MudJson.fromDevice(
              accept(
                  "ipv4",
                  map("ietf-acldns:dst-dnsname", "a.example"),
                  "tcp",
                  map("destination-port", map("port", 443)))));

  private final Signers maker = new Signers("mud.example.com", NOW);

  @Test
  void aFileWithoutSignatureIsValidAndUnsigned() {
    MudReport report = MudChecker.check(FILE, Optional.empty(), List.of(), NOW);

    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.signature()).isEqualTo(SignatureState.UNSIGNED);
    assertThat(report.words())
        .containsExactly("device may send TCP to port 443 of a.example (IPv4)");
    assertThat(report.firstError()).isEmpty();
  }

  @Test
  void aSignerThatNamesTheHostIsGood() {
    MudReport report = check(maker.sign(FILE), NOW, maker.anchor());

    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.signature()).isEqualTo(SignatureState.SIGNED);
    assertThat(report.signer()).contains("CN=mud.example.com");
  }

  @Test
  void aSignerThatNamesAParentDomainIsGood() {
    Signers parent = new Signers("example.com", NOW);
    assertThat(check(parent.sign(FILE), NOW, parent.anchor()).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void aSignerForAnotherDomainIsRefused() {
    for (String name : List.of("mud.example.org", "xmud.example.com", "ud.example.com", "com")) {
      Signers other = new Signers(name, NOW);
      refused(check(other.sign(FILE), NOW, other.anchor()), MudErrors.UNTRUSTED_SIGNER);
    }
  }

  @Test
  void aSignerThatIsItselfTrustedNeedsNoName() {
    Signers other = new Signers("Release engineering", NOW);
    assertThat(check(other.sign(FILE), NOW, other.anchor(), other.signer()).verdict())
        .isEqualTo(Verdict.VALID);
  }

  @Test
  void refusesBadSignatures() {
    Bytes good = maker.sign(FILE);
    byte[] flipped = good.toArray();
    flipped[flipped.length - 5] ^= 1;

    refused(check(Bytes.of(flipped), NOW, maker.anchor()), MudErrors.BAD_SIGNATURE);
    refused(check(Bytes.EMPTY, NOW, maker.anchor()), MudErrors.BAD_SIGNATURE);
    refused(check(FILE, NOW, maker.anchor()), MudErrors.BAD_SIGNATURE);
    refused(check(maker.sign(Bytes.EMPTY), NOW, maker.anchor()), MudErrors.BAD_SIGNATURE);
    refused(check(good, NOW), MudErrors.UNTRUSTED_SIGNER);
    refused(check(good, NOW, new Signers("x", NOW).anchor()), MudErrors.UNTRUSTED_SIGNER);
    refused(check(good, NOW.plus(Duration.ofDays(1)), maker.anchor()), MudErrors.EXPIRED_SIGNER);
    refused(check(good, NOW.minus(Duration.ofDays(1)), maker.anchor()), MudErrors.EXPIRED_SIGNER);
  }

  @Test
  void saysWhatIsWrongWithFileAndSignatureAtOnce() {
    Bytes noFile = Bytes.ofHex("7b7d");
    MudReport report =
        MudChecker.check(noFile, Optional.of(maker.sign(FILE)), List.of(maker.anchor()), NOW);
    assertThat(report.findings())
        .extracting(finding -> finding.errorCode().code())
        .containsExactly("WG-MUD-0005", "WG-MUD-0013");
    assertThat(report.policy()).isEmpty();
  }

  private static MudReport check(Bytes signature, Instant at, X509Certificate... anchors) {
    return MudChecker.check(FILE, Optional.of(signature), List.of(anchors), at);
  }

  private static void refused(MudReport report, ErrorCode code) {
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(report.signature()).isEqualTo(SignatureState.BADLY_SIGNED);
    assertThat(report.signer()).isEmpty();
    assertThat(report.policy()).isEmpty();
    assertThat(report.words()).isEmpty();
    assertThat(report.firstError().orElseThrow().errorCode()).isEqualTo(code);
  }
}
