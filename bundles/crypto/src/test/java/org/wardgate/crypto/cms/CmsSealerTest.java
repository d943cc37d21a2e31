package org.wardgate.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;

class CmsSealerTest {
  private static final TestPki HOSPITAL = TestPki.root("Hospital");
  private static final TestPki SIGNER = HOSPITAL.issues("inventory", Profile.CMS_SIGNER);
  private static final TestPki GATEWAY = TestPki.root("gateway");
  private static final TestPki OTHER = TestPki.root("other gateway");
  private static final Bytes CONTENT =
      Bytes.of("{\"keys\": []}\n".repeat(100).getBytes(StandardCharsets.UTF_8));

  @Test
  void whatIsSealedOpensForItsRecipient() throws CryptoException {
    Bytes sealed = CmsSealer.seal(CONTENT, GATEWAY.certificate());
    assertThat(SealedCms.open(sealed, GATEWAY.keys().getPrivate())).isEqualTo(CONTENT);
    Bytes empty = CmsSealer.seal(Bytes.EMPTY, GATEWAY.certificate());
    assertThat(SealedCms.open(empty, GATEWAY.keys().getPrivate())).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void forNobodyElse() throws CryptoException {
    Bytes sealed = CmsSealer.seal(CONTENT, GATEWAY.certificate());
    assertRefused(Reason.UNTRUSTED, () -> SealedCms.open(sealed, OTHER.keys().getPrivate()));
  }

  @Test
  void aChangedByteIsNoticed() throws CryptoException {
    byte[] sealed = CmsSealer.seal(CONTENT, GATEWAY.certificate()).toArray();
    sealed[sealed.length - 40] ^= 1;
    assertRefused(
        Reason.BAD_SIGNATURE, () -> SealedCms.open(Bytes.of(sealed), GATEWAY.keys().getPrivate()));
  }

  @Test
  void twoMessagesAreNeverTheSame() throws CryptoException {
    assertThat(CmsSealer.seal(CONTENT, GATEWAY.certificate()))
        .isNotEqualTo(CmsSealer.seal(CONTENT, GATEWAY.certificate()));
  }

  @Test
  void signedWithItsContentInside() throws CryptoException {
    Bytes signed =
        AttachedCms.sign(CONTENT, SIGNER.keys().getPrivate(), List.of(SIGNER.certificate()), NOW);
    AttachedCms.Signed read = AttachedCms.verify(signed, List.of(HOSPITAL.certificate()), NOW);
    assertThat(read.content()).isEqualTo(CONTENT);
    assertRefused(
        Reason.UNTRUSTED, () -> AttachedCms.verify(signed, List.of(OTHER.certificate()), NOW));
  }
}
