package org.wardgate.transport.coap.oscore;

import org.wardgate.api.Bytes;

/**
 * One option of a CoAP message (RFC 7252 §3.1).
 *
 * @param number 0 to 65535
 * @param value at most 65,804 bytes, in practice what a datagram holds
 */
public record CoapOption(int number, Bytes value) {
  /** Uri-Host (RFC 7252 §5.10.1). */
  public static final int URI_HOST = 3;

  /** Uri-Port (RFC 7252 §5.10.1). */
  public static final int URI_PORT = 7;

  /** OSCORE (RFC 8613 §2). */
  public static final int OSCORE = 9;

  /** Uri-Path (RFC 7252 §5.10.1). */
  public static final int URI_PATH = 11;

  /** Max-Age (RFC 7252 §5.10.5). */
  public static final int MAX_AGE = 14;

  /** Proxy-Uri (RFC 7252 §5.10.2). */
  public static final int PROXY_URI = 35;

  /** Proxy-Scheme (RFC 7252 §5.10.2). */
  public static final int PROXY_SCHEME = 39;

  /** Whether it stays outside, unprotected, for proxies (RFC 8613 §4.1, class U only). */
  public boolean staysOutside() {
    return number == URI_HOST
        || number == URI_PORT
        || number == OSCORE
        || number == PROXY_URI
        || number == PROXY_SCHEME;
  }
}
