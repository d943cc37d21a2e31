package org.wardgate.crypto.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;

/** OCSP requests and revocation lists, whole and spoiled. */
class OcspProperties {
  private static final TestPki ROOT = TestPki.root("Ward CA");
  private static final TestPki OTHER = TestPki.root("Other CA");
  private static final String SHA256 = "2.16.840.1.101.3.4.2.1";

  private static CertID id(String digestOid, String digest, TestPki issuer, BigInteger serial) {
    var spki =
        org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
            issuer.keys().getPublic().getEncoded());
    return new CertID(
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(digestOid), DERNull.INSTANCE),
        new DEROctetString(
            OcspCertificateId.digest(
                    digest, issuer.certificate().getSubjectX500Principal().getEncoded())
                .toArray()),
        new DEROctetString(
            OcspCertificateId.digest(digest, spki.getPublicKeyData().getBytes()).toArray()),
        new ASN1Integer(serial));
  }

  private static Bytes request(List<CertID> ids, Extension... extensions) throws Exception {
    List<Request> requests = new ArrayList<>();
    ids.forEach(id -> requests.add(new Request(id, null)));
    TBSRequest content =
        new TBSRequest(
            (GeneralName) null,
            new DERSequence(requests.toArray(Request[]::new)),
            extensions.length == 0 ? null : new Extensions(extensions));
    return Bytes.of(new OCSPRequest(content, null).getEncoded("DER"));
  }

  private static Extension nonce(int bytes) throws Exception {
    return new Extension(
        OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
        false,
        new DEROctetString(new byte[bytes]).getEncoded());
  }

  private static CertID good() {
    return id(SHA256, "SHA-256", ROOT, BigInteger.TEN);
  }

  @Example
  void namesItsIssuerByNameAndKey() throws Exception {
    OcspRequest request = OcspRequest.ofDer(request(List.of(good())));
    assertThat(request.nonce()).isEmpty();
    assertThat(request.ids().get(0).serialNumber()).isEqualTo(BigInteger.TEN);
    assertThat(request.ids().get(0).issuedBy(ROOT.certificate())).isTrue();
    assertThat(request.ids().get(0).issuedBy(OTHER.certificate())).isFalse();
    TestPki sameName = TestPki.root("Ward CA");
    assertThat(request.ids().get(0).issuedBy(sameName.certificate())).isFalse();
  }

  @Example
  void anUnknownDigestNamesNobody() throws Exception {
    CertID odd = id("1.2.840.113549.2.5", "MD5", ROOT, BigInteger.ONE);
    OcspRequest request = OcspRequest.ofDer(request(List.of(odd)));
    assertThat(request.ids().get(0).issuedBy(ROOT.certificate())).isFalse();
  }

  @Example
  void noncesHaveALength() throws Exception {
    for (int bytes : new int[] {1, 16, 128}) {
      assertThat(OcspRequest.ofDer(request(List.of(good()), nonce(bytes))).nonce().orElseThrow())
          .isEqualTo(Bytes.of(new byte[bytes]));
    }
    for (int bytes : new int[] {0, 129}) {
      Bytes wrong = request(List.of(good()), nonce(bytes));
      assertRefused(Reason.MALFORMED, () -> OcspRequest.ofDer(wrong));
    }
  }

  @Example
  void unknownCriticalExtensionsAreRefused() throws Exception {
    Extension critical =
        new Extension(
            new ASN1ObjectIdentifier("1.2.3"), true, new DEROctetString(new byte[0]).getEncoded());
    Bytes wrong = request(List.of(good()), critical);
    assertRefused(Reason.MALFORMED, () -> OcspRequest.ofDer(wrong));
  }

  @Example
  void requestsHaveASize() throws Exception {
    Bytes none = request(List.of());
    assertRefused(Reason.TOO_LARGE, () -> OcspRequest.ofDer(none));
    Bytes many = request(java.util.Collections.nCopies(9, good()));
    assertRefused(Reason.TOO_LARGE, () -> OcspRequest.ofDer(many));
    Bytes serial = request(List.of(id(SHA256, "SHA-256", ROOT, BigInteger.ONE.shiftLeft(161))));
    assertRefused(Reason.TOO_LARGE, () -> OcspRequest.ofDer(serial));
    assertRefused(Reason.TOO_LARGE, () -> OcspRequest.ofDer(Bytes.of(new byte[1_000_000])));
    assertRefused(
        Reason.TRAILING_DATA,
        () -> OcspRequest.ofDer(Bytes.ofHex(request(List.of(good())).hex() + "00")));
  }

  @Property(tries = 1000)
  void spoiledRequestsAreRefusedOrHarmless(@ForAll long seed) throws Exception {
    Bytes spoiled = Mutations.mutate(request(List.of(good()), nonce(16)), seed);
    try {
      OcspRequest request = OcspRequest.ofDer(spoiled);
      TestPki responder = ROOT.issues("responder", Profile.OCSP_RESPONDER);
      List<OcspStatus> statuses =
          request.ids().stream().<OcspStatus>map(id -> new OcspStatus.Unknown()).toList();
      Bytes answer =
          new OcspAnswer(request, statuses, TestPki.NOW, TestPki.NOW.plusSeconds(60))
              .sign(responder.certificate(), responder.keys().getPrivate());
      assertThat(answer.length()).isPositive();
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 1000)
  void spoiledListsAreRefusedOrHarmless(@ForAll long seed) throws Exception {
    RevocationList list =
        new RevocationList(
            BigInteger.TWO,
            TestPki.NOW,
            TestPki.NOW.plusSeconds(60),
            List.of(
                new RevokedCertificate(BigInteger.ONE, TestPki.NOW, 1),
                new RevokedCertificate(BigInteger.TEN, TestPki.NOW, 0)));
    Bytes der = list.sign(ROOT.certificate(), ROOT.keys().getPrivate());
    assertThat(RevocationList.ofDer(der)).isEqualTo(list);
    try {
      assertThat(RevocationList.ofDer(Mutations.mutate(der, seed)).revoked()).isNotNull();
    } catch (CryptoException e) {
      assertThat(Optional.of(e.reason())).isPresent();
    }
  }
}
