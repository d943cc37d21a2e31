package org.wardgate.mud.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.x509.Certificates;

/** The command in docs/threat-mud.md makes signatures that count. */
class OpensslTest {
  private final Notices ward = new Notices();

  @BeforeAll
  static void needsOpenssl() throws InterruptedException {
    try {
      if (run(List.of("openssl", "version")) == 0) {
        return;
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("openssl");
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("no openssl");
    }
    assumeTrue(false, "no openssl");
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Path sign(Path directory, Bytes content, String... more)
      throws IOException, InterruptedException {
    Path file = Files.write(directory.resolve("advisory.json"), content.toArray());
    Path signer = directory.resolve("signer.pem");
    Files.writeString(signer, Certificates.toPem(List.of(ward.acme.signer())));
    Path key = directory.resolve("signer.key");
    String pem =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(ward.acme.signerKey().getEncoded());
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    Path signature = directory.resolve("advisory.json.p7s");
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "cms", "-sign", "-binary", "-md", "sha256", "-in", file + ""));
    command.addAll(List.of("-signer", signer + "", "-inkey", key + "", "-out", signature + ""));
    command.addAll(List.of(more));
    assertThat(run(command)).as("%s", command).isZero();
    return signature;
  }

  @Test
  void itsSignaturesCount(@TempDir Path directory) throws Exception {
    Bytes content = Notices.advisory();
    for (String form : List.of("DER", "PEM")) {
      Path signature = sign(directory, content, "-outform", form);
      assertThat(
              AdvisoryVerifier.verify(
                      content,
                      Bytes.of(Files.readAllBytes(signature)),
                      ward.inventory(),
                      Notices.NOW)
                  .issuer())
          .isEqualTo("acme");
    }
  }

  @Test
  void signaturesOfAnotherFileOrWithTheFileInsideDoNot(@TempDir Path directory) throws Exception {
    Bytes other = Bytes.of(Files.readAllBytes(sign(directory, Bytes.EMPTY, "-outform", "DER")));
    refused(other);
    Bytes attached =
        Bytes.of(
            Files.readAllBytes(
                sign(directory, Notices.advisory(), "-outform", "DER", "-nodetach")));
    refused(attached);
  }

  private void refused(Bytes signature) {
    Instant now = Notices.NOW;
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> AdvisoryVerifier.verify(Notices.advisory(), signature, ward.inventory(), now))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_SIGNATURE));
  }
}
