package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;

/** Somebody else's tool accepts what this CA makes, and only that. */
class OpensslTest {
  private static final Path TOOL = Path.of("/usr/bin/openssl");

  private static boolean verify(Path root, Path certificate, String purpose)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                TOOL.toString(),
                "verify",
                "-x509_strict",
                "-attime",
                String.valueOf(Ward.NOW.plus(Duration.ofHours(1)).getEpochSecond()),
                "-purpose",
                purpose,
                "-CAfile",
                root.toString(),
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean good = process.waitFor() == 0;
    assertThat(output).contains(good ? ": OK" : "verification failed");
    return good;
  }

  @Test
  void acceptsWhatTheCaIssued(@TempDir Path directory) throws Exception {
    assumeTrue(Files.isExecutable(TOOL), "no openssl here");
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    CertificateIssued issued =
        (CertificateIssued) Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    Path root = directory.resolve("root.pem");
    Path device = directory.resolve("device.pem");
    Path gateway = directory.resolve("gateway.pem");
    Files.writeString(root, Certificates.toPem(ward.published.get(0).wardAnchors()));
    Files.writeString(gateway, Certificates.toPem(ward.published.get(0).chain()));
    Files.writeString(
        device, Certificates.toPem(List.of(Certificates.ofDer(issued.certificateDer()))));

    assertThat(verify(root, device, "sslclient")).isTrue();
    assertThat(verify(root, device, "sslserver")).isFalse();
    assertThat(verify(root, gateway, "sslserver")).isTrue();
    // towards a MASA and towards other gateways it is a client
    assertThat(verify(root, gateway, "sslclient")).isTrue();

    Ward other = new Ward();
    other.ca().refresh();
    Path otherRoot = directory.resolve("other.pem");
    Files.writeString(otherRoot, Certificates.toPem(other.published.get(0).wardAnchors()));
    assertThat(
            Stream.of(device, gateway).map(certificate -> verifyUnchecked(otherRoot, certificate)))
        .containsExactly(false, false);
  }

  private static boolean verifyUnchecked(Path root, Path certificate) {
    try {
      return verify(root, certificate, "any");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
