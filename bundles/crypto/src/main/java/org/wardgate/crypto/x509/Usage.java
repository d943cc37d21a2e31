package org.wardgate.crypto.x509;

/** What an end-entity certificate is to be used for. */
public enum Usage {
  /** A client's authentication in TLS or DTLS. */
  TLS_CLIENT,
  /** A server's authentication in TLS or DTLS. Host names are not checked here. */
  TLS_SERVER,
  /** Signing content: MUD files, reference values, inventories. */
  SIGNING,
  /** Signing programs: the extended key usage must be there and name code signing itself. */
  CODE_SIGNING,
  /** A DICE layer's signing of evidence; its extensions are known. */
  ATTESTATION,
  /** Anything: the path alone counts. */
  ANY
}
