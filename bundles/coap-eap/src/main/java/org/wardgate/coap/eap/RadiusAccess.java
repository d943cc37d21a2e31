package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.util.List;
import org.wardgate.coap.eap.radius.RadiusSecret;

/**
 * Where the AAA servers are.
 *
 * @param servers RADIUS servers, best first, at least one
 * @param secret shared with all of them
 */
record RadiusAccess(List<InetSocketAddress> servers, RadiusSecret secret) {
  /** Copies the list. */
  RadiusAccess {
    servers = List.copyOf(servers);
  }
}
