package org.wardgate.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

class JwsTest {
  private static final Bytes PAYLOAD = utf8("{\"device\":\"pump\"}");
  private static final TestPki ROOT = TestPki.root("Root");
  private static final TestPki SIGNER = ROOT.issues("Signer", Profile.CMS_SIGNER);

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }

  /** Signed properly, whatever the header says. */
  private static String signed(String header) throws Exception {
    String input = encode(utf8(header).toArray()) + "." + encode(PAYLOAD.toArray());
    Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format");
    engine.initSign(SIGNER.keys().getPrivate());
    engine.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + encode(engine.sign());
  }

  private static Bytes verify(String compact) throws CryptoException {
    return Jws.verify(compact, SIGNER.keys().getPublic());
  }

  @Test
  void whatIsSignedVerifiesAndTellsItsHeader() throws Exception {
    List<java.security.cert.X509Certificate> chain =
        List.of(SIGNER.certificate(), ROOT.certificate());
    String compact = Jws.sign(PAYLOAD, "vc+jwt", "vc", SIGNER.keys().getPrivate(), chain);
    JwsMessage message = Jws.parse(compact);
    assertThat(message.type()).isEqualTo("vc+jwt");
    assertThat(message.contentType()).isEqualTo("vc");
    assertThat(message.keyId()).isEmpty();
    assertThat(message.certificates()).isEqualTo(chain);
    assertThat(message.payload()).isEqualTo(PAYLOAD);
    assertThat(verify(compact)).isEqualTo(PAYLOAD);
  }

  @Test
  void thePlatformsOwnEngineAgrees() throws Exception {
    String compact = Jws.sign(PAYLOAD, "JWT", SIGNER.keys().getPrivate(), List.of());
    Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    engine.initVerify(SIGNER.certificate());
    engine.update(
        compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    assertThat(
            engine.verify(
                Base64.getUrlDecoder().decode(compact.substring(compact.lastIndexOf('.') + 1))))
        .isTrue();
    assertThat(verify(signed("{\"alg\":\"ES256\",\"kid\":\"7\",\"iat\":5}"))).isEqualTo(PAYLOAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\"}",
        "{\"alg\":\"es256\"}",
        "{\"alg\":\"ES256K\"}",
        "{\"alg\":\"ES384\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"\"}",
        "{\"alg\":256}",
        "{\"alg\":[\"ES256\"]}"
      })
  void otherAlgorithmsAreRefused(String header) throws Exception {
    String compact = signed(header);
    assertRefused(Reason.BAD_ALGORITHM, () -> verify(compact));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\"]}",
        "{\"alg\":\"ES256\",\"b64\":false}",
        "{\"alg\":\"ES256\",\"jku\":\"https://attacker.example/keys\"}",
        "{\"alg\":\"ES256\",\"x5u\":\"https://attacker.example/chain\"}",
        "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"A\",\"y\":\"A\"}}",
        "{\"alg\":\"ES256\",\"x\":null}",
        "{\"alg\":\"ES256\",\"x\":{\"y\":1}}",
        "{\"alg\":\"ES256\",\"x\":[[1]]}",
        "{\"alg\":\"ES256\",\"x\":NaN}",
        "{\"alg\":\"ES256\",'x':1}",
        "{\"alg\":\"ES256\" /* x */}",
        "{\"alg\":\"ES256\",}",
        "{\"alg\":\"ES256\"",
        "[\"ES256\"]",
        "\"ES256\"",
        ")]}'\n{\"alg\":\"ES256\"}",
        " "
      })
  void criticalAndBringingAKeyAndNoFlatObjectAreRefused(String header) throws Exception {
    String compact = signed(header);
    assertRefused(Reason.MALFORMED, () -> verify(compact));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"alg\":\"none\"}",
        "{\"alg\":\"ES256\",\"\\u0061lg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"kid\":\"1\",\"kid\":\"2\"}"
      })
  void duplicateHeaderMembersAreRefused(String header) throws Exception {
    String compact = signed(header);
    assertRefused(Reason.DUPLICATE_KEY, () -> verify(compact));
  }

  @Test
  void whatFollowsTheHeaderIsRefused() throws Exception {
    for (String header : List.of("{\"alg\":\"ES256\"}{}", "{\"alg\":\"ES256\"}x")) {
      String compact = signed(header);
      assertThatThrownBy(() -> verify(compact)).isInstanceOf(CryptoException.class);
    }
  }

  @Test
  void tooLargeIsRefused() throws Exception {
    String compact = signed("{\"alg\":\"ES256\"}");
    assertRefused(Reason.TOO_LARGE, () -> verify("A".repeat(Jws.COMPACT_MAX_CHARS + 1)));
    assertRefused(Reason.TOO_LARGE, () -> verify(compact + "A".repeat(10_000_000)));
    String wide = signed("{\"alg\":\"ES256\",\"x\":\"" + "y".repeat(17_000) + "\"}");
    assertRefused(Reason.TOO_LARGE, () -> verify(wide));
    String many = signed("{\"alg\":\"ES256\",\"x\":[" + "1,".repeat(100) + "1]}");
    assertRefused(Reason.TOO_LARGE, () -> verify(many));
    String deep = signed("{\"alg\":\"ES256\",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    assertRefused(Reason.MALFORMED, () -> verify(deep));
    String chain = "\"" + base64() + "\",";
    String nine =
        signed("{\"alg\":\"ES256\",\"x5c\":[" + chain.repeat(8) + "\"" + base64() + "\"]}");
    assertRefused(Reason.TOO_LARGE, () -> verify(nine));
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(Certificates.der(ROOT.certificate()).toArray());
  }

  @Test
  void certificatesMustBeCertificates() throws Exception {
    for (String x5c : List.of("[\"AAAA\"]", "[\"?\"]", "[1]", "\"AAAA\"", "[]", "[true]")) {
      String compact = signed("{\"alg\":\"ES256\",\"x5c\":" + x5c + "}");
      assertThatThrownBy(() -> verify(compact)).isInstanceOf(CryptoException.class);
    }
    assertThatThrownBy(
            () ->
                Jws.sign(
                    PAYLOAD,
                    "JWT",
                    SIGNER.keys().getPrivate(),
                    Collections.nCopies(9, ROOT.certificate())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmbeddedCertificateOfTheAttackerIsNoKey() throws Exception {
    TestPki attacker = TestPki.root("Root");
    String compact =
        Jws.sign(PAYLOAD, "JWT", attacker.keys().getPrivate(), List.of(attacker.certificate()));
    assertRefused(Reason.BAD_SIGNATURE, () -> verify(compact));
  }

  @Test
  void otherFormsOfTheSameMessageAreRefused() throws Exception {
    String compact = signed("{\"alg\":\"ES256\"}");
    String[] parts = compact.split("\\.");
    for (String other :
        List.of(
            "",
            ".",
            "..",
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            compact + ".",
            compact + "." + parts[2],
            compact + "\n",
            " " + compact,
            compact + "==",
            parts[0] + ".." + parts[1] + "." + parts[2],
            parts[0] + "=." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + "+." + parts[2],
            parts[0] + "." + parts[1] + "." + parts[2].substring(0, 85) + lax(parts[2]))) {
      assertRefused(Reason.MALFORMED, () -> verify(other));
    }
  }

  /** The last character with a bit set that decoders drop. */
  private static char lax(String part) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return alphabet.charAt(alphabet.indexOf(part.charAt(85)) ^ 1);
  }

  @Test
  void impossibleSignaturesAreRefused() throws Exception {
    String compact = signed("{\"alg\":\"ES256\"}");
    String input = compact.substring(0, compact.lastIndexOf('.') + 1);
    byte[] order =
        new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)
            .toByteArray();
    byte[] orders = new byte[64];
    System.arraycopy(order, 1, orders, 0, 32);
    System.arraycopy(order, 1, orders, 32, 32);
    for (byte[] wrong : List.of(new byte[64], orders, new byte[63], new byte[65], new byte[128])) {
      assertRefused(Reason.BAD_SIGNATURE, () -> verify(input + encode(wrong)));
    }
  }

  @Test
  void keysThatAreNotForEs256AreRefused() throws Exception {
    String compact = signed("{\"alg\":\"ES256\"}");
    KeyPair p384 = EcKeys.generateP384();
    assertRefused(Reason.BAD_ALGORITHM, () -> Jws.verify(compact, p384.getPublic()));
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    assertRefused(
        Reason.BAD_ALGORITHM, () -> Jws.verify(compact, rsa.generateKeyPair().getPublic()));
    assertThatThrownBy(
            () -> Jws.sign(PAYLOAD, "JWT", rsa.generateKeyPair().getPrivate(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
