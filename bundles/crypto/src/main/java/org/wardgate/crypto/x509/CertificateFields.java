package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Takes single fields out of certificates; what is malformed counts as absent. Stateless. */
final class CertificateFields {
  static final String MUD_URL = "1.3.6.1.5.5.7.1.25";
  static final String HARDWARE_MODULE_NAME = "1.3.6.1.5.5.7.8.4";

  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final int ATTRIBUTE_MAX_CHARS = 256;
  private static final int MUD_URL_MAX_CHARS = 2048;
  private static final int MODULE_SERIAL_MAX_BYTES = 64;

  private CertificateFields() {}

  static Optional<String> subjectAttribute(X509Certificate certificate, String oid) {
    try {
      X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
      RDN[] found = subject.getRDNs(new ASN1ObjectIdentifier(oid));
      // a name with two serial numbers would be one device to some and another to others
      if (found.length != 1 || (found[0].isMultiValued() && repeats(found[0], oid))) {
        return Optional.empty();
      }
      return text(value(found[0], oid), ATTRIBUTE_MAX_CHARS);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  static Optional<String> mudUrl(X509Certificate certificate) {
    return extension(certificate, MUD_URL)
        .filter(ASN1IA5String.class::isInstance)
        .flatMap(value -> text(value, MUD_URL_MAX_CHARS));
  }

  static Optional<HardwareModuleName> hardwareModuleName(X509Certificate certificate) {
    try {
      return strictHardwareModuleName(certificate);
    } catch (CryptoException e) {
      return Optional.empty();
    }
  }

  static Optional<HardwareModuleName> strictHardwareModuleName(X509Certificate certificate)
      throws CryptoException {
    if (certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME) == null) {
      return Optional.empty();
    }
    List<HardwareModuleName> found = new ArrayList<>();
    try {
      ASN1Primitive names =
          extension(certificate, SUBJECT_ALTERNATIVE_NAME)
              .orElseThrow(() -> new IllegalArgumentException("no ASN.1"));
      for (GeneralName name : GeneralNames.getInstance(names).getNames()) {
        if (name.getTagNo() == GeneralName.otherName) {
          OtherName other = OtherName.getInstance(name.getName());
          if (other.getTypeID().getId().equals(HARDWARE_MODULE_NAME)) {
            found.add(moduleName(ASN1Sequence.getInstance(other.getValue())));
          }
        }
      }
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      throw new CryptoException(Reason.MALFORMED, "a malformed hardwareModuleName", e);
    }
    if (found.size() > 1) {
      throw new CryptoException(Reason.MALFORMED, "more than one hardwareModuleName");
    }
    return found.stream().findFirst();
  }

  // RFC 4108 §5: SEQUENCE { hwType OBJECT IDENTIFIER, hwSerialNum OCTET STRING }
  private static HardwareModuleName moduleName(ASN1Sequence sequence) {
    if (sequence.size() != 2) {
      throw new IllegalArgumentException("a sequence of " + sequence.size());
    }
    String type = ASN1ObjectIdentifier.getInstance(sequence.getObjectAt(0)).getId();
    byte[] serial = ASN1OctetString.getInstance(sequence.getObjectAt(1)).getOctets();
    if (serial.length == 0 || serial.length > MODULE_SERIAL_MAX_BYTES) {
      throw new IllegalArgumentException("a serial number of " + serial.length + " B");
    }
    return new HardwareModuleName(type, Bytes.of(serial));
  }

  private static Optional<ASN1Primitive> extension(X509Certificate certificate, String oid) {
    byte[] wrapped = certificate.getExtensionValue(oid);
    if (wrapped == null) {
      return Optional.empty();
    }
    try {
      // of an empty octet string the library makes null
      return Optional.ofNullable(
          ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(wrapped).getOctets()));
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static boolean repeats(RDN rdn, String oid) {
    int count = 0;
    for (var part : rdn.getTypesAndValues()) {
      count += part.getType().getId().equals(oid) ? 1 : 0;
    }
    return count != 1;
  }

  private static ASN1Encodable value(RDN rdn, String oid) {
    for (var part : rdn.getTypesAndValues()) {
      if (part.getType().getId().equals(oid)) {
        return part.getValue();
      }
    }
    throw new IllegalArgumentException("no such attribute");
  }

  private static Optional<String> text(ASN1Encodable value, int maxChars) {
    return value instanceof ASN1String string
        ? Optional.of(string.getString()).filter(t -> !t.isEmpty() && t.length() <= maxChars)
        : Optional.empty();
  }
}
