package org.wardgate.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

class CoseX509Test {
  private static final CborLimits LIMITS = new CborLimits(65_536, 8, 128);
  private static final Bytes PAYLOAD = Bytes.of("content".getBytes(StandardCharsets.UTF_8));
  private static final TestPki ROOT = TestPki.root("Root");
  private static final TestPki SIGNER = ROOT.issues("Signer", Profile.CMS_SIGNER);

  private static CoseSign1 parse(Bytes encoded) throws CryptoException {
    return (CoseSign1) CoseMessage.parse(encoded, LIMITS);
  }

  private static CoseSign1 signed(X509Certificate... bag) throws CryptoException {
    return parse(CoseX509.sign1(PAYLOAD, SIGNER.keys().getPrivate(), List.of(bag)));
  }

  private static CoseSign1 with(CborValue bag) throws CryptoException {
    CoseSign1 plain = signed(SIGNER.certificate());
    return new CoseSign1(
        plain.protectedEncoded(),
        plain.protectedHeader(),
        new CborMap(Map.of(CborInt.of(32), bag)),
        plain.algorithm(),
        plain.keyId(),
        plain.payload(),
        plain.signature());
  }

  @Test
  void whatIsSignedCarriesItsCertificates() throws CryptoException {
    CoseSign1 both = signed(SIGNER.certificate(), ROOT.certificate());
    assertThat(CoseX509.certificates(both))
        .containsExactly(SIGNER.certificate(), ROOT.certificate());
    CoseVerifier.verify(both, SIGNER.keys().getPublic(), Bytes.EMPTY);
    CoseSign1 one = signed(SIGNER.certificate());
    assertThat(one.unprotectedHeader().get(32).orElseThrow()).isInstanceOf(CborBytes.class);
    assertThat(CoseX509.certificates(one)).containsExactly(SIGNER.certificate());
  }

  @Test
  void withoutItsCertificatesTheMessageStillVerifies() throws CryptoException {
    CoseSign1 full = signed(SIGNER.certificate(), ROOT.certificate());
    CoseSign1 bare = parse(CoseX509.withoutOpenCertificates(full));
    assertThat(CoseX509.certificates(bare)).isEmpty();
    assertThat(bare.protectedEncoded()).isEqualTo(full.protectedEncoded());
    assertThat(bare.payload()).isEqualTo(full.payload());
    assertThat(bare.signature()).isEqualTo(full.signature());
    CoseVerifier.verify(bare, SIGNER.keys().getPublic(), Bytes.EMPTY);
  }

  @Test
  void refusesWhatIsNoCertificate() {
    assertRefused(Reason.MALFORMED, () -> CoseX509.certificates(with(new CborText("certificate"))));
    assertRefused(
        Reason.MALFORMED,
        () -> CoseX509.certificates(with(CborArray.of(CborArray.of(new CborBytes(PAYLOAD))))));
    assertRefused(
        Reason.MALFORMED,
        () -> CoseX509.certificates(with(new CborBytes(Bytes.ofHex("3003020101")))));
  }

  @Test
  void refusesMoreCertificatesThanAllowed() {
    CborValue der = new CborBytes(Certificates.der(SIGNER.certificate()));
    assertRefused(
        Reason.TOO_LARGE,
        () -> CoseX509.certificates(with(new CborArray(Collections.nCopies(9, der)))));
  }
}
