package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Chains of Ed25519 keys (RFC 8410) that openssl made. */
class Ed25519ChainTest {
  private static final String MAKE =
      """
      openssl req -x509 -newkey ed25519 -nodes -days 30 -subj "/O=Acme/CN=Root" \\
        -keyout root.key -out root.pem
      openssl req -newkey ed25519 -nodes -subj "/O=Acme/CN=Pump/serialNumber=1" \\
        -keyout leaf.key -out leaf.csr
      printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,digitalSignature\\n' > ext
      openssl x509 -req -in leaf.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 \\
        -extfile ext -out leaf.pem
      """;

  @BeforeAll
  static void needsOpenssl(@TempDir Path directory) throws InterruptedException {
    try {
      if (run(directory, "openssl version") == 0) {
        return;
      }
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("no shell with openssl");
    }
    assumeTrue(false, "no shell with openssl");
  }

  private static int run(Path directory, String script) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of("sh", "-e", "-c", script))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static X509Certificate read(Path file) throws IOException, CryptoException {
    return Certificates.ofPem(Files.readString(file)).get(0);
  }

  @Test
  void areValidatedAndForgedOnesRefused(@TempDir Path one, @TempDir Path other) throws Exception {
    assertThat(run(one, MAKE)).isZero();
    assertThat(run(other, MAKE)).isZero();
    X509Certificate root = read(one.resolve("root.pem"));
    X509Certificate leaf = read(one.resolve("leaf.pem"));
    X509Certificate forged = read(other.resolve("leaf.pem"));
    assertThat(KeyKind.of(leaf.getPublicKey())).isEqualTo(KeyKind.ED25519);
    assertThat(validate(root, leaf)).containsExactly(leaf, root);
    assertRefused(Reason.BAD_SIGNATURE, () -> validate(root, forged));
  }

  private static List<X509Certificate> validate(X509Certificate root, X509Certificate leaf)
      throws CryptoException {
    return ChainValidator.validate(
        List.of(leaf), List.of(), List.of(root), Instant.now(), Usage.TLS_CLIENT);
  }
}
