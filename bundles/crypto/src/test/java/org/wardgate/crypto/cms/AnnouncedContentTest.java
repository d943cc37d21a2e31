package org.wardgate.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cms.DetachedCms.Announced;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.Usage;

class AnnouncedContentTest {
  private static final TestPki ROOT = TestPki.root("Releases");
  private static final TestPki SIGNER = ROOT.issues("release", Profile.CODE_SIGNER);
  private static final Bytes CONTENT = Bytes.of("package".getBytes(StandardCharsets.UTF_8));
  private static final Bytes SIGNATURE = sign(SIGNER);

  private static Bytes sign(TestPki signer) {
    return DetachedCms.sign(
        CONTENT, signer.keys().getPrivate(), List.of(signer.certificate()), NOW);
  }

  private static Announced announced(Bytes signature, Instant at) throws CryptoException {
    return DetachedCms.announced(signature, List.of(ROOT.certificate()), at, Usage.CODE_SIGNING);
  }

  @Test
  void tellsTheDigestOfContentThatIsStillToCome() throws CryptoException {
    Announced announced = announced(SIGNATURE, NOW);
    assertThat(announced.sha256()).isEqualTo(CONTENT.sha256());
    assertThat(announced.signer().certificate()).isEqualTo(SIGNER.certificate());
    assertThat(announced.signer().signingTime()).contains(NOW);
  }

  @Test
  void takesCodeSigningCertificatesOnly() {
    for (Profile profile :
        List.of(Profile.CMS_SIGNER, Profile.TLS_SERVER, Profile.IDEVID, Profile.SUB_CA)) {
      Bytes signature = sign(ROOT.issues("other", profile));
      assertRefused(Reason.BAD_USAGE, () -> announced(signature, NOW));
    }
  }

  @Test
  void refusesStrangersForgersAndOtherTimes() {
    Bytes stranger = sign(TestPki.root("Stranger").issues("release", Profile.CODE_SIGNER));
    assertRefused(Reason.UNTRUSTED, () -> announced(stranger, NOW));
    KeyPair other = EcKeys.generateP256();
    X509Certificate claimed = SIGNER.certificate();
    Bytes forged = DetachedCms.sign(CONTENT, other.getPrivate(), List.of(claimed), NOW);
    assertRefused(Reason.BAD_SIGNATURE, () -> announced(forged, NOW));
    assertRefused(Reason.EXPIRED, () -> announced(SIGNATURE, NOW.plus(Duration.ofDays(181))));
    assertRefused(
        Reason.NOT_YET_VALID, () -> announced(SIGNATURE, NOW.minus(Duration.ofDays(181))));
  }

  @Test
  void spoiledSignaturesAreRefusedOrSayTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Bytes spoiled = Mutations.mutate(SIGNATURE, seed);
      Throwable thrown =
          catchThrowable(
              () -> assertThat(announced(spoiled, NOW).sha256()).isEqualTo(CONTENT.sha256()));
      if (thrown != null) {
        assertThat(thrown).as("seed %d", seed).isInstanceOf(CryptoException.class);
      }
    }
  }
}
