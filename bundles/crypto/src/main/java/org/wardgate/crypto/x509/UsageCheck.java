package org.wardgate.crypto.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** What a certificate says it may be used for (RFC 5280 §4.2.1.3, §4.2.1.12). Stateless. */
final class UsageCheck {
  private static final int DIGITAL_SIGNATURE = 0;

  /** TCG: a layer that attests, by its own or another's key; and one that certifies the next. */
  private static final String EKU_DICE_ATTEST_INIT = "2.23.133.5.4.100.8";

  private static final String EKU_DICE_ATTEST_LOC = "2.23.133.5.4.100.9";
  private static final String EKU_DICE_ECA = "2.23.133.5.4.100.12";
  private static final String EKU_ANY = "2.5.29.37.0";
  private static final String EKU_SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String EKU_CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String EKU_CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String EKU_EMAIL = "1.3.6.1.5.5.7.3.4";
  private static final String EKU_DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

  private UsageCheck() {}

  static void endEntity(X509Certificate certificate, Usage usage) throws CryptoException {
    if (usage == Usage.ANY) {
      return;
    }
    if (certificate.getBasicConstraints() >= 0) {
      throw bad("a CA's certificate used as an end entity's");
    }
    boolean[] keyUsage = certificate.getKeyUsage();
    // RFC 8520 §13.2: a MUD file's signer must have the extension
    boolean needed = usage == Usage.SIGNING || usage == Usage.CODE_SIGNING;
    if (keyUsage == null ? needed : !keyUsage[DIGITAL_SIGNATURE]) {
      throw bad("a certificate without the key usage digitalSignature");
    }
    if (usage == Usage.CODE_SIGNING && !purposes(certificate).contains(EKU_CODE_SIGNING)) {
      throw bad("a certificate without the extended key usage codeSigning");
    }
    extended(certificate, usage);
  }

  /** A CA's extended key usage narrows what is below it. */
  static void authority(X509Certificate certificate, Usage usage) throws CryptoException {
    if (usage != Usage.ANY) {
      extended(certificate, usage);
    }
  }

  private static void extended(X509Certificate certificate, Usage usage) throws CryptoException {
    List<String> allowed = purposes(certificate);
    if (!allowed.isEmpty()
        && !allowed.contains(EKU_ANY)
        && allowed.stream().noneMatch(fit(usage)::contains)) {
      throw bad("a certificate whose extended key usage is for something else");
    }
  }

  /** Empty if the certificate does not say. */
  private static List<String> purposes(X509Certificate certificate) throws CryptoException {
    try {
      List<String> allowed = certificate.getExtendedKeyUsage();
      return allowed == null ? List.of() : allowed;
    } catch (CertificateParsingException e) {
      throw new CryptoException(Reason.MALFORMED, "a malformed extended key usage", e);
    }
  }

  private static Set<String> fit(Usage usage) {
    return switch (usage) {
      case TLS_CLIENT -> Set.of(EKU_CLIENT);
      case TLS_SERVER -> Set.of(EKU_SERVER);
      case SIGNING -> Set.of(EKU_CODE_SIGNING, EKU_EMAIL, EKU_DOCUMENT_SIGNING);
      case CODE_SIGNING -> Set.of(EKU_CODE_SIGNING);
      case ATTESTATION -> Set.of(EKU_DICE_ATTEST_INIT, EKU_DICE_ATTEST_LOC, EKU_DICE_ECA);
      case ANY -> Set.of();
    };
  }

  private static CryptoException bad(String message) {
    return new CryptoException(Reason.BAD_USAGE, message);
  }
}
