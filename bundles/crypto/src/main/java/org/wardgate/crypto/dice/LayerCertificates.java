package org.wardgate.crypto.dice;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;

/** Makes the certificates of DICE layers, for devices that are emulated. Stateless. */
public final class LayerCertificates {
  private static final int UNUSED_BITS = 4;

  private LayerCertificates() {}

  /**
   * Issues the certificate of a layer's key by the key of the layer below.
   *
   * @param layers what it says, in a critical extension: TcbInfo for one, MultiTcbInfo for more
   * @throws CryptoException WEAK_KEY if the layer's key is not good enough
   * @throws IllegalArgumentException if the issuer's key cannot sign
   */
  public static X509Certificate issue(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey issuerKey, List<TcbInfo> layers)
      throws CryptoException {
    Map<String, Bytes> extensions =
        switch (layers.size()) {
          case 0 -> Map.of();
          case 1 -> Map.of(DiceExtensions.TCB_INFO, der(sequence(layers.get(0))));
          default ->
              Map.of(
                  DiceExtensions.MULTI_TCB_INFO,
                  der(
                      new DERSequence(
                          layers.stream()
                              .map(LayerCertificates::sequence)
                              .toArray(ASN1Encodable[]::new))));
        };
    return CertificateIssuer.issueWith(issue, issuer, issuerKey, extensions);
  }

  private static DERSequence sequence(TcbInfo info) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    int tag = 0;
    for (Optional<String> text : List.of(info.vendor(), info.model(), info.version())) {
      add(fields, tag++, text.map(DERUTF8String::new));
    }
    for (OptionalLong number : List.of(info.svn(), info.layer(), info.index())) {
      add(
          fields,
          tag++,
          number.isPresent()
              ? Optional.of(new ASN1Integer(number.getAsLong()))
              : Optional.<ASN1Encodable>empty());
    }
    add(fields, tag++, info.fwids().isEmpty() ? Optional.empty() : Optional.of(fwids(info)));
    add(fields, tag++, info.flags().isEmpty() ? Optional.empty() : Optional.of(flags(info)));
    add(fields, tag++, info.vendorInfo().map(bytes -> new DEROctetString(bytes.toArray())));
    add(fields, tag, info.type().map(bytes -> new DEROctetString(bytes.toArray())));
    return new DERSequence(fields);
  }

  private static void add(
      ASN1EncodableVector fields, int tag, Optional<? extends ASN1Encodable> value) {
    value.ifPresent(present -> fields.add(new DERTaggedObject(false, tag, present)));
  }

  private static DERSequence fwids(TcbInfo info) {
    return new DERSequence(
        info.fwids().stream()
            .map(
                fwid ->
                    new DERSequence(
                        new ASN1Encodable[] {
                          new ASN1ObjectIdentifier(TcbInfoReader.oid(fwid.algorithm())),
                          new DEROctetString(fwid.digest().toArray())
                        }))
            .toArray(ASN1Encodable[]::new));
  }

  private static DERBitString flags(TcbInfo info) {
    int bits = 0;
    for (TcbInfo.Flag flag : info.flags()) {
      bits |= flag.mask();
    }
    return new DERBitString(new byte[] {(byte) bits}, UNUSED_BITS);
  }

  private static Bytes der(ASN1Encodable value) {
    try {
      return Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalArgumentException("a layer that cannot be written", e);
    }
  }
}
