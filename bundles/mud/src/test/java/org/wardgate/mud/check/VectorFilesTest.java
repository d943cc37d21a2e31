package org.wardgate.mud.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.mud.Vectors;

class VectorFilesTest {
  private static final Instant IN_2018 = Instant.parse("2018-12-01T00:00:00Z");
  private static final Instant IN_2024 = Instant.parse("2024-12-01T00:00:00Z");

  @Test
  void everyRealFileGetsAVerdictWithReasons() {
    List<Path> files = Vectors.jsonFiles();
    assertThat(files).hasSizeGreaterThanOrEqualTo(80);
    for (Path file : files) {
      Bytes content = Vectors.read(file);
      MudReport report = MudChecker.check(content, Optional.empty(), List.of(), IN_2024);
      String text = new String(content.toArray(), StandardCharsets.UTF_8);
      if (!text.contains("\"ietf-mud:mud\"")) {
        assertThat(code(report)).as("%s", file).isEqualTo(MudErrors.NO_MUD_CONTAINER.code());
      } else if (text.contains("ipv6-acl\"")) {
        // A draft of 2018 with other names for the matches.
        assertThat(code(report)).as("%s", file).isEqualTo(MudErrors.UNKNOWN_NODE.code());
      } else {
        assertThat(report.verdict()).as("%s", file).isEqualTo(Verdict.VALID);
        assertThat(report.words()).as("%s", file).isNotEmpty();
      }
    }
  }

  @Test
  void aFileThatIsNotEvenJsonGetsAVerdictToo() {
    MudReport report = check("osmud/example/MUDFILE.NEST", Optional.empty(), IN_2024);
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void theSignedSampleIsRefusedBecauseItsAuthorityExpired() {
    MudReport report = check(SAMPLE, Optional.of(SAMPLE_SIGNATURE), IN_2024);

    assertThat(code(report)).isEqualTo(MudErrors.EXPIRED_SIGNER.code());
    assertThat(report.signature()).isEqualTo(SignatureState.BADLY_SIGNED);
  }

  @Test
  void theSignedSampleIsValidAtATimeWithinItsValidity() {
    MudReport report = check(SAMPLE, Optional.of(SAMPLE_SIGNATURE), IN_2018);

    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    assertThat(report.signature()).isEqualTo(SignatureState.SIGNED);
    assertThat(report.signer().orElseThrow()).contains("luminaire.example.com");
    assertThat(report.words())
        .contains(
            "device may open TCP connections to port 443 of fw-update.luminaire.example.com"
                + " (IPv4)");
  }

  @Test
  void theSignatureOfTheSampleSignsNothingElse() {
    MudReport report = check("mudmaker/cloud-service.json", Optional.of(SAMPLE_SIGNATURE), IN_2018);
    assertThat(code(report)).isEqualTo(MudErrors.BAD_SIGNATURE.code());
  }

  private static final String SAMPLE_FOLDER = "cisco-mud-manager/examples/luminaire/";
  private static final String SAMPLE = SAMPLE_FOLDER + "fs/Luminaire_150.json";
  private static final String SAMPLE_SIGNATURE = SAMPLE_FOLDER + "fs/Luminaire_150.p7s";

  private static MudReport check(String file, Optional<String> signature, Instant at) {
    return MudChecker.check(
        Vectors.read(Vectors.mud().resolve(file)),
        signature.map(name -> Vectors.read(Vectors.mud().resolve(name))),
        anchors(),
        at);
  }

  private static List<X509Certificate> anchors() {
    Bytes pem = Vectors.read(Vectors.mud().resolve(SAMPLE_FOLDER + "luminaire-cacert.pem"));
    try {
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.UTF_8));
    } catch (CryptoException e) {
      throw new AssertionError("the sample's CA is readable", e);
    }
  }

  private static String code(MudReport report) {
    return report.firstError().map(finding -> finding.errorCode().code()).orElse("valid");
  }
}
