package org.wardgate.api.transport;

/** What carries a device's datagrams. */
public enum TransportKind {
  /** CoAP over UDP. */
  COAP,
  /** CoAP over Bluetooth Low Energy. */
  BLE,
  /** CoAP over UDP, protected by OSCORE instead of DTLS. */
  OSCORE
}
