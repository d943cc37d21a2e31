package org.wardgate.api.inventory;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Another gateway of the hospital, whose handovers count here.
 *
 * @param id its gateway id
 * @param anchors its ward CA's roots: its own certificate and its devices' LDevIDs chain to them
 */
public record PeerGateway(String id, List<X509Certificate> anchors) {
  /** Copies the list. */
  public PeerGateway {
    anchors = List.copyOf(anchors);
  }
}
