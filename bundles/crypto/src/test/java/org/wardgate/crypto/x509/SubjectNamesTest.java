package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.internal.JcaSigner;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;

class SubjectNamesTest {
  private static final KeyPair KEYS = EcKeys.generateP256();
  private static final TestPki WARD = TestPki.root("Ward");
  private static final Issue ISSUE =
      TestPki.issue("pump-1", KEYS, Profile.TLS_CLIENT).withSubjectSerial("7");
  private static final X509Certificate NAMED =
      WARD.issues(ISSUE.withSans(List.of(SubjectAltName.dns("pump-1.ward.example"))));
  private static final X509Certificate PLAIN = WARD.issues(ISSUE);

  private static SubjectNames namesOf(Bytes request) throws CryptoException {
    return SubjectNames.of(CertificationRequest.ofDer(request));
  }

  private static Bytes request(ASN1ObjectIdentifier type, ASN1Encodable... values)
      throws IOException {
    return Bytes.of(
        new PKCS10CertificationRequestBuilder(
                new X500Name("CN=d"),
                SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()))
            .addAttribute(type, values)
            .build(new JcaSigner(KEYS.getPrivate()))
            .getEncoded());
  }

  private static Extensions sanExtension(String dns) throws IOException {
    return new Extensions(
        new Extension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, dns)).getEncoded()));
  }

  @Test
  void aRequestCanRepeatThoseOfACertificate() throws CryptoException {
    for (X509Certificate certificate : List.of(NAMED, PLAIN)) {
      SubjectNames names = SubjectNames.of(certificate);
      Bytes request = CertificationRequests.create(KEYS, names);
      CertificationRequest.ofDer(request).verifyPossession();
      assertThat(namesOf(request)).isEqualTo(names);
    }
  }

  @Test
  void otherNamesAreOther() throws CryptoException, IOException {
    SubjectNames plain = SubjectNames.of(PLAIN);
    assertThat(SubjectNames.of(NAMED)).isNotEqualTo(plain);
    assertThat(namesOf(CertificationRequests.create(KEYS, "pump-1"))).isNotEqualTo(plain);
    Bytes other =
        request(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, sanExtension("other.ward.example"));
    assertThat(namesOf(other).subjectAltName())
        .isPresent()
        .isNotEqualTo(SubjectNames.of(NAMED).subjectAltName());
  }

  @Test
  void otherExtensionsAreNoNames() throws CryptoException, IOException {
    Bytes ca =
        request(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
            new Extensions(
                new Extension(
                    Extension.basicConstraints, true, new BasicConstraints(true).getEncoded())));
    assertThat(namesOf(ca).subjectAltName()).isEmpty();
    assertThat(CertificationRequest.ofDer(ca).attributeTypes())
        .containsExactly(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest.getId());
  }

  @Test
  void refusesNamesTwice() throws IOException {
    Bytes twice =
        request(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
            sanExtension("a.example"),
            sanExtension("b.example"));
    assertRefused(Reason.MALFORMED, () -> namesOf(twice));
  }

  @Test
  void refusesWhatAreNoExtensions() throws IOException {
    Bytes noise = request(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, DERNull.INSTANCE);
    assertRefused(Reason.MALFORMED, () -> namesOf(noise));
  }

  @Test
  void refusesAttributesThatAreNone() {
    // an attribute set with an integer in it, in a request that is otherwise well formed
    String good = CertificationRequests.create(KEYS, "d").hex();
    String info = good.substring(good.indexOf("020100"), good.indexOf("a000"));
    int length = info.length() / 2 + 5;
    String spoiled = "30%02x%sa003020101".formatted(length, info);
    String rest = good.substring(good.indexOf("a000") + 4);
    String whole = "3081%02x%s%s".formatted((spoiled.length() + rest.length()) / 2, spoiled, rest);
    assertThatThrownBy(() -> namesOf(Bytes.ofHex(whole))).isInstanceOf(CryptoException.class);
    assertThatThrownBy(() -> CertificationRequest.ofDer(Bytes.ofHex(whole)).attributeTypes())
        .isInstanceOf(CryptoException.class);
  }

  @Property(tries = 1_000)
  void spoiledRequestsAreRefusedOrHarmless(@ForAll long seed) {
    Bytes good = CertificationRequests.create(KEYS, SubjectNames.of(NAMED));
    Bytes spoiled = Mutations.mutate(good, seed);
    try {
      CertificationRequest request = CertificationRequest.ofDer(spoiled);
      assertThat(request.attributeTypes()).isNotNull();
      assertThat(SubjectNames.of(request)).isNotNull();
      request.verifyPossession();
      assertThat(spoiled).isEqualTo(good);
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }
}
