package org.wardgate.api.inventory;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A manufacturer's MASA, which signs vouchers (RFC 8995).
 *
 * @param url https, absent as the empty text if only offline vouchers are used
 * @param signers roots that signers of vouchers chain to
 * @param tlsAnchors roots that the MASA's server certificate chains to; empty: {@code signers}
 */
public record Masa(String url, List<X509Certificate> signers, List<X509Certificate> tlsAnchors) {
  /** The manufacturer has none. */
  public static final Masa NONE = new Masa("", List.of(), List.of());

  /** Copies the lists. */
  public Masa {
    signers = List.copyOf(signers);
    tlsAnchors = List.copyOf(tlsAnchors);
  }
}
