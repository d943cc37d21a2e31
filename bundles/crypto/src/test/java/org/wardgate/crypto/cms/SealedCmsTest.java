package org.wardgate.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;

/** What {@code openssl cms} seals and signs opens here. */
class SealedCmsTest {
  private static final TestPki HOSPITAL = TestPki.root("Hospital");
  private static final TestPki SIGNER = HOSPITAL.issues("inventory", Profile.CMS_SIGNER);
  private static final TestPki GATEWAY = TestPki.root("gateway");
  private static final TestPki OTHER = TestPki.root("other gateway");
  private static final Bytes CONTENT =
      Bytes.of("{\"keys\": []}\n".repeat(100).getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;

  @BeforeEach
  void needsOpenssl() throws IOException, InterruptedException {
    boolean there = new ProcessBuilder("sh", "-c", "command -v openssl").start().waitFor() == 0;
    if (System.getenv("CI") == null) {
      assumeThat(there).as("openssl is installed").isTrue();
    }
    assertThat(there).as("openssl is installed").isTrue();
    write("content", CONTENT);
    pem("gateway.pem", "CERTIFICATE", encoded(GATEWAY));
    pem("other.pem", "CERTIFICATE", encoded(OTHER));
    pem("signer.pem", "CERTIFICATE", encoded(SIGNER));
    pem("signer.key", "PRIVATE KEY", SIGNER.keys().getPrivate().getEncoded());
  }

  private static byte[] encoded(TestPki pki) {
    try {
      return pki.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String name, Bytes content) throws IOException {
    Files.write(folder.resolve(name), content.toArray());
  }

  private void pem(String name, String label, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n");
  }

  private Bytes openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl", "cms", "-binary", "-outform", "DER"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-out", "out"));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return Bytes.of(Files.readAllBytes(folder.resolve("out")));
  }

  private Bytes sealed(String cipher, String recipient) throws IOException, InterruptedException {
    return openssl(
        "-encrypt", "-in", "content", cipher, "-recip", recipient, "-keyopt", "ecdh_kdf_md:sha256");
  }

  private static Bytes open(Bytes message) throws CryptoException {
    return SealedCms.open(message, GATEWAY.keys().getPrivate());
  }

  @Test
  void opensWhatOpensslSeals() throws Exception {
    assertThat(open(sealed("-aes-256-gcm", "gateway.pem"))).isEqualTo(CONTENT);
    assertThat(open(sealed("-aes-128-gcm", "gateway.pem"))).isEqualTo(CONTENT);
  }

  @Test
  void refusesWhatIsForSomebodyElse() throws Exception {
    Bytes message = sealed("-aes-256-gcm", "other.pem");
    assertRefused(Reason.UNTRUSTED, () -> open(message));
  }

  @Test
  void refusesEnvelopedDataThatNothingAuthenticates() throws Exception {
    Bytes message = sealed("-aes-256-cbc", "gateway.pem");
    assertRefused(Reason.BAD_ALGORITHM, () -> open(message));
  }

  @Test
  void refusesAWeakerKeyDerivation() throws Exception {
    Bytes message = openssl("-encrypt", "-in", "content", "-aes-256-gcm", "-recip", "gateway.pem");
    assertRefused(Reason.UNTRUSTED, () -> open(message));
  }

  @Test
  void noChangedByteOpens() throws Exception {
    byte[] message = sealed("-aes-256-gcm", "gateway.pem").toArray();
    for (int i = 0; i < message.length; i += 3) {
      byte[] changed = message.clone();
      changed[i] ^= 0x11;
      try {
        // what names the recipient is not protected, and not needed
        assertThat(open(Bytes.of(changed))).isEqualTo(CONTENT);
      } catch (CryptoException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
  }

  @Test
  void noTruncatedMessageOpens() throws Exception {
    byte[] message = sealed("-aes-256-gcm", "gateway.pem").toArray();
    for (int length = 0; length < message.length; length += 7) {
      Bytes cut = Bytes.of(java.util.Arrays.copyOf(message, length));
      assertThatThrownBy(() -> open(cut)).isInstanceOf(CryptoException.class);
    }
  }

  @Test
  void takesSignedContentOut() throws Exception {
    Bytes message =
        openssl(
            "-sign",
            "-nodetach",
            "-in",
            "content",
            "-signer",
            "signer.pem",
            "-inkey",
            "signer.key",
            "-md",
            "sha256");
    AttachedCms.Signed signed = AttachedCms.verify(message, List.of(HOSPITAL.certificate()), NOW);
    assertThat(signed.content()).isEqualTo(CONTENT);
    assertThat(signed.signer().certificate()).isEqualTo(SIGNER.certificate());

    assertRefused(
        Reason.UNTRUSTED, () -> AttachedCms.verify(message, List.of(OTHER.certificate()), NOW));
    byte[] changed = message.toArray();
    int inContent = new String(changed, StandardCharsets.ISO_8859_1).indexOf("{\"keys");
    changed[inContent + 2] ^= 1;
    assertRefused(
        Reason.BAD_SIGNATURE,
        () -> AttachedCms.verify(Bytes.of(changed), List.of(HOSPITAL.certificate()), NOW));
  }

  @Test
  void refusesSignaturesWithoutContentAndOtherMessages() throws Exception {
    Bytes detached =
        openssl(
            "-sign",
            "-in",
            "content",
            "-signer",
            "signer.pem",
            "-inkey",
            "signer.key",
            "-md",
            "sha256");
    List<java.security.cert.X509Certificate> anchors = List.of(HOSPITAL.certificate());
    assertRefused(Reason.MALFORMED, () -> AttachedCms.verify(detached, anchors, NOW));
    Bytes sealed = sealed("-aes-256-gcm", "gateway.pem");
    assertRefused(Reason.MALFORMED, () -> AttachedCms.verify(sealed, anchors, NOW));
    assertRefused(Reason.BAD_ALGORITHM, () -> open(detached));
  }
}
