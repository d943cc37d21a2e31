package org.wardgate.crypto.x509;

/** The parts of a subject's name that matter here. */
public enum Attribute {
  /** {@code serialNumber}, 2.5.4.5: a device's serial number, not the certificate's. */
  SERIAL_NUMBER("2.5.4.5"),
  /** {@code commonName}, 2.5.4.3. */
  COMMON_NAME("2.5.4.3"),
  /** {@code organizationName}, 2.5.4.10. */
  ORGANIZATION("2.5.4.10");

  private final String oid;

  Attribute(String oid) {
    this.oid = oid;
  }

  /** Object identifier in dotted form. */
  String oid() {
    return oid;
  }
}
