package org.wardgate.decision.rules;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.wardgate.api.Bytes;

/** Reads the serial number of a certificate that the ward CA issued. */
final class CertificateSerial {
  private CertificateSerial() {}

  /** Hexadecimal; empty if it cannot be read. */
  static String of(Bytes der) {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.toArray()));
      return certificate.getSerialNumber().toString(16);
    } catch (CertificateException e) {
      return ""; // for people only: nothing is decided by it
    }
  }
}
