package org.wardgate.crypto.cms;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.CollectionStore;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.internal.JcaSigner;
import org.wardgate.crypto.x509.Certificates;

/** Writes signatures. Stateless. */
final class CmsWriter {
  private CmsWriter() {}

  /**
   * Signs.
   *
   * @param attached whether the content is inside the message
   */
  static Bytes sign(
      Bytes content,
      PrivateKey key,
      List<X509Certificate> chain,
      Instant signingTime,
      boolean attached) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a signer needs a certificate");
    }
    try {
      List<X509CertificateHolder> holders = new ArrayList<>();
      for (X509Certificate certificate : chain) {
        holders.add(new X509CertificateHolder(Certificates.der(certificate).toArray()));
      }
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new SignerInfoGeneratorBuilder(JcaOperators::digest)
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(attributes(signingTime)))
              .build(new JcaSigner(key), holders.get(0)));
      generator.addCertificates(new CollectionStore<>(holders));
      return Bytes.of(
          generator
              .generate(new CMSProcessableByteArray(content.toArray()), attached)
              .toASN1Structure()
              .getEncoded(ASN1Encoding.DER));
    } catch (CMSException | OperatorCreationException | IOException e) {
      throw new IllegalArgumentException("the key or a certificate cannot be used", e);
    }
  }

  private static AttributeTable attributes(Instant signingTime) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signingTime)))));
    return new AttributeTable(attributes);
  }
}
