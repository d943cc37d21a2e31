package org.wardgate.console.access;

import java.util.List;
import javax.servlet.http.HttpServletRequest;

/**
 * Where a request comes from, as far as it can be believed: a web server may take address and
 * scheme from headers that anybody can send.
 *
 * @param address of the peer, or {@link #FORWARDED}
 * @param confidential whether nobody on the way reads it: TLS, or the machine itself
 * @param shown for people: also what cannot be believed, marked as such
 */
public record Caller(String address, boolean confidential, String shown) {
  /** All whose requests carry a proxy's headers. */
  public static final String FORWARDED = "forwarded";

  private static final List<String> PROXY_HEADERS =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Proto",
          "X-Forwarded-Server",
          "X-Proxied-Https",
          "Proxy-Ssl-Id",
          "Proxy-Auth-Cert");

  /** Whose request it is. */
  public static Caller of(HttpServletRequest request) {
    String address = String.valueOf(request.getRemoteAddr());
    if (PROXY_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null)) {
      return new Caller(FORWARDED, false, "forwarded, said to be " + address);
    }
    return new Caller(address, request.isSecure() || loopback(address), address);
  }

  private static boolean loopback(String address) {
    return address.startsWith("127.")
        || List.of("::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]").contains(address);
  }
}
