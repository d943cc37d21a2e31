package org.wardgate.api.transport;

/** CoAP Content-Formats used, as registered with IANA. */
public final class ContentFormat {
  /** text/plain;charset=utf-8 (RFC 7252). */
  public static final int TEXT_PLAIN = 0;

  /** application/link-format (RFC 6690). */
  public static final int LINK_FORMAT = 40;

  /** application/octet-stream (RFC 7252). */
  public static final int OCTET_STREAM = 42;

  /** application/cbor (RFC 8949). */
  public static final int CBOR = 60;

  /** application/cwt (RFC 8392). */
  public static final int CWT = 61;

  /** application/multipart-core (RFC 8710). */
  public static final int MULTIPART_CORE = 62;

  /** application/concise-problem-details+cbor (RFC 9290). */
  public static final int CONCISE_PROBLEM_DETAILS = 257;

  /** application/eat+cwt (RFC 9782). */
  public static final int EAT_CWT = 263;

  /** application/coap-eap (RFC 9820). */
  public static final int COAP_EAP = 269;

  /** application/pkcs7-mime;smime-type=certs-only (RFC 9148). */
  public static final int PKCS7_CERTS_ONLY = 281;

  /** application/pkcs8 (RFC 9148). */
  public static final int PKCS8 = 284;

  /** application/csrattrs (RFC 9148). */
  public static final int CSR_ATTRS = 285;

  /** application/pkcs10 (RFC 9148). */
  public static final int PKCS10 = 286;

  /** application/pkix-cert (RFC 9148). */
  public static final int PKIX_CERT = 287;

  /** application/voucher+cose (draft-ietf-anima-constrained-voucher). */
  public static final int VOUCHER_COSE = 836;

  private ContentFormat() {}
}
