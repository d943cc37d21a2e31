package org.wardgate.decision.rules;

import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Reads the serial number of a certificate that the ward CA issued. */
final class CertificateSerial {
  private CertificateSerial() {}

  /** Hexadecimal; empty if it cannot be read. */
  static String of(Bytes der) {
    try {
      return Certificates.ofDer(der).getSerialNumber().toString(16);
    } catch (CryptoException e) {
      return ""; // for people only: nothing is decided by it
    }
  }
}
