package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** The extensions of a new certificate. Stateless. */
final class Extensions {
  private Extensions() {}

  static void add(X509v3CertificateBuilder builder, Issue issue, Optional<X509Certificate> issuer)
      throws IOException {
    SubjectKeyIdentifier own =
        new SubjectKeyIdentifier(KeyIdentifiers.of(issue.publicKey().getEncoded()));
    builder.addExtension(Extension.subjectKeyIdentifier, false, own);
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(
            issuer.map(Extensions::keyIdentifier).orElse(own.getKeyIdentifier())));
    constraints(builder, issue.profile());
    names(builder, issue);
    if (issue.mudUrl().isPresent()) {
      // RFC 8520 §11
      builder.addExtension(
          new ASN1ObjectIdentifier(CertificateFields.MUD_URL),
          false,
          new DERIA5String(issue.mudUrl().get(), true));
    }
  }

  private static void constraints(X509v3CertificateBuilder builder, Profile profile)
      throws IOException {
    boolean authority = profile == Profile.CA || profile == Profile.SUB_CA;
    builder.addExtension(
        Extension.basicConstraints,
        true,
        profile == Profile.SUB_CA ? new BasicConstraints(0) : new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
    Optional<KeyPurposeId> purpose = purpose(profile);
    if (purpose.isPresent()) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
    }
  }

  private static Optional<KeyPurposeId> purpose(Profile profile) {
    return switch (profile) {
      case TLS_CLIENT -> Optional.of(KeyPurposeId.id_kp_clientAuth);
      case TLS_SERVER -> Optional.of(KeyPurposeId.id_kp_serverAuth);
      case CMS_SIGNER -> Optional.of(KeyPurposeId.id_kp_emailProtection);
      case CA, SUB_CA, IDEVID -> Optional.empty();
    };
  }

  private static void names(X509v3CertificateBuilder builder, Issue issue) throws IOException {
    List<GeneralName> names = new ArrayList<>();
    for (SubjectAltName san : issue.sans()) {
      names.add(new GeneralName(tag(san.kind()), san.value()));
    }
    issue.hardwareModule().ifPresent(module -> names.add(moduleName(module)));
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
    }
  }

  private static int tag(SubjectAltName.Kind kind) {
    return switch (kind) {
      case DNS -> GeneralName.dNSName;
      case IP -> GeneralName.iPAddress;
      case URI -> GeneralName.uniformResourceIdentifier;
    };
  }

  // RFC 4108 §5
  private static GeneralName moduleName(HardwareModuleName module) {
    DERSequence value =
        new DERSequence(
            new ASN1ObjectIdentifier(module.type()),
            new DEROctetString(module.serialNumber().toArray()));
    return new GeneralName(
        GeneralName.otherName,
        new OtherName(new ASN1ObjectIdentifier(CertificateFields.HARDWARE_MODULE_NAME), value));
  }

  private static byte[] keyIdentifier(X509Certificate issuer) {
    byte[] wrapped = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return wrapped == null
        ? KeyIdentifiers.of(issuer.getPublicKey().getEncoded())
        : SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(wrapped).getOctets())
            .getKeyIdentifier();
  }
}
