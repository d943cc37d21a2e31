package org.wardgate.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.testing.Vectors;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;

/** A MUD file signed by somebody else's tools; its CA expired in July 2019. */
class CiscoVectorTest {
  private static final String FOLDER = "mud/cisco-mud-manager/examples/luminaire/";
  private static final Instant THEN = Instant.parse("2018-10-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private static Bytes content() {
    return Vectors.bytes(FOLDER + "fs/Luminaire_150.json");
  }

  private static Bytes signature() {
    return Vectors.bytes(FOLDER + "fs/Luminaire_150.p7s");
  }

  private static List<X509Certificate> anchors() throws CryptoException {
    return Certificates.ofPem(Vectors.text(FOLDER + "luminaire-cacert.pem"));
  }

  /** Skips the whole class where the vectors are absent. */
  @BeforeAll
  static void vectorsAreThere() {
    assertThat(content().length()).isPositive();
  }

  @Test
  void wasGoodThen() throws CryptoException {
    CmsSigner signer = DetachedCms.verify(content(), signature(), anchors(), THEN);
    assertThat(Certificates.subjectAttribute(signer.certificate(), Attribute.COMMON_NAME))
        .contains("luminaire.example.com");
    assertThat(signer.signingTime()).contains(Instant.parse("2018-09-17T22:20:06Z"));
  }

  @Test
  void hasExpired() {
    assertRefused(Reason.EXPIRED, () -> DetachedCms.verify(content(), signature(), anchors(), NOW));
  }

  @Test
  void saysBadSignatureWhenTheFileWasChanged() {
    Bytes changed = Mutations.flipBit(content(), 100);
    for (Instant at : List.of(THEN, NOW)) {
      assertRefused(
          Reason.BAD_SIGNATURE, () -> DetachedCms.verify(changed, signature(), anchors(), at));
    }
  }

  @Test
  void saysUntrustedUnderOtherAnchors() {
    List<X509Certificate> others = List.of(TestPki.root("Somebody").certificate());
    for (Instant at : List.of(THEN, NOW)) {
      assertRefused(Reason.UNTRUSTED, () -> DetachedCms.verify(content(), signature(), others, at));
    }
  }
}
