package org.wardgate.registrar.voucher;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * Who signed a voucher. Manufacturers often issue IDevIDs and certificates of MASAs below one root,
 * so that a chain alone would let every device sign vouchers. Stateless.
 */
final class SignerCheck {
  /** MASA URL (RFC 8995 §2.3.2), MUD URL (RFC 8520 §11). */
  private static final Set<String> DEVICE_EXTENSIONS =
      Set.of("1.3.6.1.5.5.7.1.32", "1.3.6.1.5.5.7.1.25");

  private static final String EKU_DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

  /** Any usage, TLS server. */
  private static final Set<String> SERVER_USAGES = Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.1");

  private static final int SAN_DNS = 2;
  private static final int SAN_IP = 7;

  private SignerCheck() {}

  /** The trusted certificate whose key signed the message. */
  static X509Certificate signer(CoseSign1 message, Manufacturer manufacturer, Instant now)
      throws RefusedException {
    List<X509Certificate> sent;
    try {
      sent = CoseX509.certificates(message);
    } catch (CryptoException e) {
      throw invalid("its certificates: " + e.getMessage(), e);
    }
    Set<X509Certificate> candidates = new LinkedHashSet<>(manufacturer.masa().signers());
    candidates.addAll(sent);
    RefusedException failure = invalid("signed by nobody known, or forged", null);
    for (X509Certificate candidate : candidates) {
      if (verifies(message, candidate)) {
        try {
          trust(candidate, sent, manufacturer, now);
          return candidate;
        } catch (RefusedException e) {
          failure = e;
        }
      }
    }
    throw failure;
  }

  private static boolean verifies(CoseSign1 message, X509Certificate candidate) {
    try {
      CoseVerifier.verify(message, candidate.getPublicKey(), Bytes.EMPTY);
      return true;
    } catch (CryptoException e) {
      return false;
    }
  }

  private static void trust(
      X509Certificate candidate, List<X509Certificate> sent, Manufacturer manufacturer, Instant now)
      throws RefusedException {
    if (manufacturer.masa().signers().contains(candidate)) {
      // draft-ietf-anima-constrained-voucher §9.2.4 case 1: the anchor itself signs
      try {
        candidate.checkValidity(Date.from(now));
        return;
      } catch (CertificateException e) {
        throw invalid("its signer's certificate is not valid now", e);
      }
    }
    if (isDevice(candidate)) {
      throw invalid("a device signed it", null);
    }
    if (isServer(candidate)) {
      throw invalid("a web server's certificate signed it", null);
    }
    List<X509Certificate> chain = new ArrayList<>(List.of(candidate));
    sent.stream()
        .filter(other -> !other.equals(candidate))
        .limit(ChainValidator.PATH_MAX_COUNT - 1L)
        .forEach(chain::add);
    try {
      List<X509Certificate> path =
          ChainValidator.validate(
              chain, List.of(), manufacturer.masa().signers(), now, Usage.SIGNING);
      boolean amongDevices =
          path.stream().anyMatch(manufacturer.idevidAnchors()::contains)
              || path.stream().anyMatch(manufacturer.idevidIntermediates()::contains);
      if (amongDevices && !forDocumentsAlone(candidate)) {
        throw invalid("its signer's CA issues IDevIDs, and nothing says it may sign", null);
      }
    } catch (CryptoException | CertificateParsingException e) {
      throw invalid("its signer: " + e.getMessage(), e);
    }
  }

  /** RFC 9336: what signs documents, and nothing besides, is no device's or firmware's key. */
  private static boolean forDocumentsAlone(X509Certificate certificate)
      throws CertificateParsingException {
    return List.of(EKU_DOCUMENT_SIGNING).equals(certificate.getExtendedKeyUsage());
  }

  /**
   * The MASA's web server may have a certificate of the same root; it is more exposed than the key
   * for vouchers. It says so, or it has a host's name.
   */
  private static boolean isServer(X509Certificate certificate) throws RefusedException {
    try {
      List<String> usages = certificate.getExtendedKeyUsage();
      if (usages != null && usages.stream().anyMatch(SERVER_USAGES::contains)) {
        return true;
      }
      var names = certificate.getSubjectAlternativeNames();
      return names != null
          && names.stream()
              .anyMatch(
                  name ->
                      Integer.valueOf(SAN_DNS).equals(name.get(0))
                          || Integer.valueOf(SAN_IP).equals(name.get(0)));
    } catch (CertificateParsingException e) {
      throw invalid("its signer: " + e.getMessage(), e);
    }
  }

  private static boolean isDevice(X509Certificate certificate) {
    return DEVICE_EXTENSIONS.stream().anyMatch(oid -> certificate.getExtensionValue(oid) != null)
        || Certificates.hardwareModuleName(certificate).isPresent()
        || Certificates.subjectAttribute(certificate, Attribute.SERIAL_NUMBER).isPresent();
  }

  private static RefusedException invalid(String detail, @Nullable Throwable cause) {
    return cause == null
        ? new RefusedException(OnboardingErrors.VOUCHER_INVALID, detail)
        : new RefusedException(OnboardingErrors.VOUCHER_INVALID, detail, cause);
  }
}
