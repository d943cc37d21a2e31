package org.wardgate.api.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportKind;

/**
 * Decides who a certificate chain stands for; asked by the transports during the handshake.
 * Implemented by {@code onboarding}. Thread-safe. A refusal is reported as an event by the
 * implementation.
 */
public interface PeerAuthenticator {
  /**
   * Validates a chain as far as a certificate alone can prove: path, validity, usage, revocation,
   * inventory. Possession of the key is proved by the handshake afterwards.
   *
   * @param chain end entity first, 1 to 6 certificates; may lack intermediates the gateway holds
   * @param peerAddress where it came from, for the record; not authenticated
   * @param kind the transport
   * @throws RefusedException if the chain proves nobody we know
   */
  PeerIdentity authenticate(List<X509Certificate> chain, String peerAddress, TransportKind kind)
      throws RefusedException;
}
