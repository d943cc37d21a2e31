package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.CmsSigner;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.x509.Certificates;

class SigningIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-05T10:00:00.5Z");
  private static final Instant END = Instant.parse("2028-11-01T00:00:00Z");

  @TempDir Path folder = Path.of("");

  private CmsSigner verify(Path file, Path anchors) throws Exception {
    return DetachedCms.verify(
        Bytes.of(Files.readAllBytes(file)),
        Bytes.of(Files.readAllBytes(file.resolveSibling(file.getFileName() + ".p7s"))),
        Certificates.ofPem(Files.readString(anchors)),
        NOW);
  }

  @Test
  void aTestKeySaysSoAndSignsSoftwareOnly() throws Exception {
    SigningIdentity test = SigningIdentity.test(NOW, END);
    assertThat(test.chain())
        .allMatch(c -> c.getSubjectX500Principal().getName().contains("TEST"))
        .hasSize(2);
    assertThat(test.chain().get(0).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(test.chain().get(0).getNotAfter().toInstant()).isAfter(END);
    assertThat(test.chain().get(0).getNotBefore().toInstant()).isBefore(NOW);
  }

  @Test
  void twoBuildsShareNoTestKey() throws Exception {
    Path file = Files.writeString(folder.resolve("x.dp"), "content");
    SigningIdentity.test(NOW, END).sign(file, NOW);
    SigningIdentity.test(NOW, END).writeTo(folder.resolve("other"));
    assertThatThrownBy(() -> verify(file, folder.resolve("other/anchors.pem")))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void aKeyThatWasWrittenDownSignsAgain() throws Exception {
    SigningIdentity.test(NOW, END).writeTo(folder);
    SigningIdentity read =
        SigningIdentity.read(folder.resolve("key.pem"), folder.resolve("chain.pem"));
    Path file = Files.writeString(folder.resolve("x.dp"), "content");
    read.sign(file, NOW);
    assertThat(verify(file, folder.resolve("anchors.pem")).certificate())
        .isEqualTo(read.chain().get(0));
    Files.writeString(file, "Content");
    assertThatThrownBy(() -> verify(file, folder.resolve("anchors.pem")))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void noKeyNoCertificateNoSignature() throws Exception {
    SigningIdentity.test(NOW, END).writeTo(folder);
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path broken =
        Files.writeString(
            folder.resolve("broken.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    Path key = folder.resolve("key.pem");
    Path chain = folder.resolve("chain.pem");
    assertThatThrownBy(() -> SigningIdentity.read(empty, chain))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("PRIVATE KEY");
    assertThatThrownBy(() -> SigningIdentity.read(chain, chain))
        .isInstanceOf(PackagingException.class);
    assertThatThrownBy(() -> SigningIdentity.read(broken, chain))
        .isInstanceOf(PackagingException.class);
    assertThatThrownBy(() -> SigningIdentity.read(key, empty))
        .isInstanceOf(PackagingException.class);
    assertThatThrownBy(() -> SigningIdentity.read(key, key)).isInstanceOf(PackagingException.class);
  }
}
