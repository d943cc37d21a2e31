package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
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
  // RFC 6402 §2.10
  private static final KeyPurposeId CMC_RA =
      KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.28"));

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
            issuer.map(ca -> KeyIds.ofSubject(ca).toArray()).orElse(own.getKeyIdentifier())));
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
    List<KeyPurposeId> purposes = purposes(profile);
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (profile == Profile.OCSP_RESPONDER) {
      // RFC 6960 §4.2.2.2.1
      builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }
  }

  private static List<KeyPurposeId> purposes(Profile profile) {
    return switch (profile) {
      case TLS_CLIENT -> List.of(KeyPurposeId.id_kp_clientAuth);
      case TLS_SERVER -> List.of(KeyPurposeId.id_kp_serverAuth);
      case GATEWAY -> List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth, CMC_RA);
      case OCSP_RESPONDER -> List.of(KeyPurposeId.id_kp_OCSPSigning);
      case CMS_SIGNER -> List.of(KeyPurposeId.id_kp_emailProtection);
      case CODE_SIGNER -> List.of(KeyPurposeId.id_kp_codeSigning);
      case CA, SUB_CA, IDEVID -> List.of();
    };
  }

  /** Where relying parties ask about the certificate. */
  static void add(X509v3CertificateBuilder builder, RevocationUrls urls) throws IOException {
    builder.addExtension(
        Extension.cRLDistributionPoints,
        false,
        new CRLDistPoint(
            new DistributionPoint[] {
              new DistributionPoint(
                  new DistributionPointName(new GeneralNames(uri(urls.crl()))), null, null)
            }));
    builder.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(urls.ocsp())));
  }

  private static GeneralName uri(String value) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, value);
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
}
