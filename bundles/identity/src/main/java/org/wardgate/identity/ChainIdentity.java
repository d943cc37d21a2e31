package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.crypto.x509.ChainValidator;

/** Who a certificate chain stands for: this ward's device, another ward's, or a maker's. */
final class ChainIdentity {
  private final LdevidChain own;
  private final PeerWardChain others;
  private final IdevidChain makers;

  ChainIdentity(WardTrust trust) {
    this.own = new LdevidChain(trust);
    this.others = new PeerWardChain(trust);
    this.makers = new IdevidChain(trust.inventory(), trust.at());
  }

  /**
   * The identity behind a chain.
   *
   * @param chain end entity first
   * @throws RefusedException if it proves nobody the inventory knows
   */
  PeerIdentity of(List<X509Certificate> chain) throws RefusedException {
    if (chain.isEmpty() || chain.size() > ChainValidator.PATH_MAX_COUNT) {
      throw Refusals.malformed("a chain of " + chain.size() + " certificates");
    }
    Optional<PeerIdentity> local = own.of(chain);
    if (local.isEmpty()) {
      local = others.of(chain);
    }
    return local.isPresent() ? local.get() : makers.of(chain);
  }
}
