package org.wardgate.pki;

import org.wardgate.api.identity.GatewayCredential;

/** Makes the gateway's credential known to the transports. */
interface CredentialPublisher {
  /** Replaces what was published before. */
  void publish(GatewayCredential credential);

  /** Takes it back; does nothing if nothing is published. */
  void withdraw();
}
