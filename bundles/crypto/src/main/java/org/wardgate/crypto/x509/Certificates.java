package org.wardgate.crypto.x509;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.Pem;

/** Reads and writes certificates and what they say. Reading is not trusting. Stateless. */
public final class Certificates {
  /** Largest certificate, in bytes. */
  public static final int DER_MAX_BYTES = 16_384;

  /** Longest PEM text, in characters. */
  public static final int PEM_MAX_CHARS = 65_536;

  /** Most certificates in one text. */
  public static final int PEM_MAX_COUNT = 64;

  private static final String LABEL = "CERTIFICATE";
  private static final String WHAT = "a certificate";

  private Certificates() {}

  /**
   * Reads one certificate in DER.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA or MALFORMED
   */
  public static X509Certificate ofDer(Bytes der) throws CryptoException {
    // the platform's reader forgives what follows; ours does not
    Der.readBer(der, DER_MAX_BYTES, WHAT);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    } catch (CertificateException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }

  /**
   * Reads all {@code CERTIFICATE} blocks of a text; blocks of other kinds are skipped.
   *
   * @return in the text's order; empty if there is none
   * @throws CryptoException as {@link #ofDer}
   */
  public static List<X509Certificate> ofPem(String pem) throws CryptoException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem.Block block : Pem.read(pem, PEM_MAX_CHARS, PEM_MAX_COUNT)) {
      if (block.label().equals(LABEL)) {
        certificates.add(ofDer(block.content()));
      }
    }
    return List.copyOf(certificates);
  }

  /** One PEM block each, in the list's order. */
  public static String toPem(List<X509Certificate> certificates) {
    return certificates.stream()
        .map(certificate -> Pem.write(new Pem.Block(LABEL, der(certificate))))
        .collect(Collectors.joining());
  }

  /** The certificate in DER, byte for byte as it was read. */
  public static Bytes der(X509Certificate certificate) {
    try {
      return Bytes.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that cannot be encoded", e);
    }
  }

  /** The SHA-256 digest of the certificate in DER, 32 bytes. */
  public static Bytes sha256(X509Certificate certificate) {
    return der(certificate).sha256();
  }

  /**
   * A part of the subject's name; empty if absent, repeated, or not text of 1 to 256 characters.
   */
  public static Optional<String> subjectAttribute(
      X509Certificate certificate, Attribute attribute) {
    return CertificateFields.subjectAttribute(certificate, attribute.oid());
  }

  /**
   * The MUD URL inside a certificate (RFC 8520 §11); empty if absent or malformed. It is not
   * checked to be a URL.
   */
  public static Optional<String> mudUrl(X509Certificate certificate) {
    return CertificateFields.mudUrl(certificate);
  }

  /**
   * The hardware module's name among the subject alternative names; empty if absent or malformed.
   */
  public static Optional<HardwareModuleName> hardwareModuleName(X509Certificate certificate) {
    return CertificateFields.hardwareModuleName(certificate);
  }

  /**
   * As {@link #hardwareModuleName}, but empty only if there is none.
   *
   * @throws CryptoException MALFORMED if the subject alternative names cannot be read, or name a
   *     hardware module in a wrong form or more than once
   */
  public static Optional<HardwareModuleName> strictHardwareModuleName(X509Certificate certificate)
      throws CryptoException {
    return CertificateFields.strictHardwareModuleName(certificate);
  }
}
