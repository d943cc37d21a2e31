package org.wardgate.integration.interop;

/** libcoap's client, built with one TLS library or the other. */
enum Tls {
  OPENSSL("coap-client-openssl"),
  GNUTLS("coap-client-gnutls");

  private final String program;

  Tls(String program) {
    this.program = program;
  }

  String program() {
    return program;
  }
}
