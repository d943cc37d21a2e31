package org.wardgate.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;

class JwsProperties {
  private static final TestPki ROOT = TestPki.root("Root");
  private static final TestPki SIGNER = ROOT.issues("Signer", Profile.CMS_SIGNER);
  private static final String GOOD =
      Jws.sign(
          Bytes.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
          "JWT",
          SIGNER.keys().getPrivate(),
          List.of(SIGNER.certificate()));

  @Property(tries = 2000)
  void noMutatedMessageVerifies(@ForAll long seed) {
    Bytes mutated = Mutations.mutate(Bytes.of(GOOD.getBytes(StandardCharsets.ISO_8859_1)), seed);
    String text = new String(mutated.toArray(), StandardCharsets.ISO_8859_1);
    assertThat(text.equals(GOOD) || refused(text)).isTrue();
  }

  @Property(tries = 1000)
  void anyTextIsRefused(@ForAll String text) {
    assertThat(refused(text)).isTrue();
  }

  @Property(tries = 1000)
  void anyHeaderIsRefused(@ForAll byte[] header) {
    String encoded = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(header);
    assertThat(refused(encoded + GOOD.substring(GOOD.indexOf('.')))).isTrue();
  }

  @Property(tries = 200)
  void anyPayloadComesBack(@ForAll byte[] payload) throws CryptoException {
    String compact = Jws.sign(Bytes.of(payload), "JWT", SIGNER.keys().getPrivate(), List.of());
    assertThat(Jws.verify(compact, SIGNER.keys().getPublic())).isEqualTo(Bytes.of(payload));
  }

  private static boolean refused(String text) {
    try {
      Jws.verify(text, SIGNER.keys().getPublic());
      return false;
    } catch (CryptoException e) {
      return true;
    }
  }
}
