package org.wardgate.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.identity.GatewayCredential;

/**
 * The gateway's credential.
 *
 * @param privateKey of the gateway's own certificate
 * @param chain that certificate; the root is left out
 * @param wardAnchors the root
 */
record IssuedCredential(
    PrivateKey privateKey, List<X509Certificate> chain, List<X509Certificate> wardAnchors)
    implements GatewayCredential {
  /** Copies the lists. */
  IssuedCredential {
    chain = List.copyOf(chain);
    wardAnchors = List.copyOf(wardAnchors);
  }
}
