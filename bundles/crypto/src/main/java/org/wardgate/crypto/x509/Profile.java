package org.wardgate.crypto.x509;

/** What a new certificate may do. */
public enum Profile {
  /** A CA with any number of CAs below it. */
  CA,
  /** A CA with end entities below it only. */
  SUB_CA,
  /** A client in TLS or DTLS: a device's LDevID. */
  TLS_CLIENT,
  /** A server in TLS or DTLS. */
  TLS_SERVER,
  /**
   * The ward's gateway: server and client in TLS or DTLS, and registration authority (RFC 6402
   * §2.10), which a BRSKI registrar must be (RFC 8995 §5.4).
   */
  GATEWAY,
  /** Answers OCSP in the issuer's place (RFC 6960 §4.2.2.2); its own status is not asked for. */
  OCSP_RESPONDER,
  /** Signs content in CMS. */
  CMS_SIGNER,
  /** Signs software in CMS: packages of bundles. */
  CODE_SIGNER,
  /** A device's certificate from its manufacturer (IEEE 802.1AR): no extended key usage. */
  IDEVID
}
