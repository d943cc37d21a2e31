package org.wardgate.api.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the gateway authenticates itself with, and what its clients trust. Registered as an OSGi
 * service by {@code pki} once the ward CA stands; replaced when it changes. Immutable.
 */
public interface GatewayCredential {
  /** The key of the gateway's own certificate. */
  PrivateKey privateKey();

  /** The gateway's certificate first, then intermediates; without the root. */
  List<X509Certificate> chain();

  /** The ward CA certificates that devices shall trust, current first. */
  List<X509Certificate> wardAnchors();
}
