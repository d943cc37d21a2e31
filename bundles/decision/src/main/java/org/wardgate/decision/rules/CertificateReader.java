package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Reads what people and others are told of a certificate that the ward CA issued. */
final class CertificateReader {
  private CertificateReader() {}

  /** Hexadecimal; empty if it cannot be read. */
  static String serialNumber(Bytes der) {
    try {
      return Certificates.ofDer(der).getSerialNumber().toString(16);
    } catch (CryptoException e) {
      return ""; // for people only: nothing is decided by it
    }
  }

  /** The key it certifies, DER; absent if it cannot be read. */
  static Optional<Bytes> publicKeySpki(Bytes der) {
    try {
      return Optional.of(Bytes.of(Certificates.ofDer(der).getPublicKey().getEncoded()));
    } catch (CryptoException e) {
      return Optional.empty(); // told to others: nothing is decided by it
    }
  }
}
