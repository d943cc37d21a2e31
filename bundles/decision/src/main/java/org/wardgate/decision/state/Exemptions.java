package org.wardgate.decision.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.view.TrustView.Exemption;

/**
 * What people allowed a device for a time. Durable.
 *
 * @param all at most one of each kind
 */
public record Exemptions(List<Exemption> all) {
  /** Nothing is allowed. */
  public static final Exemptions NONE = new Exemptions(List.of());

  /** Copies the list. */
  public Exemptions {
    all = List.copyOf(all);
  }

  /** The acceptance of a device that cannot attest, if it is in force. */
  public Optional<Exemption> acceptance(Instant at) {
    return inForce(Exemption.Kind.ACCEPTANCE, at);
  }

  /** One that is in force. */
  public Optional<Exemption> inForce(Exemption.Kind kind, Instant at) {
    return all.stream().filter(e -> e.kind() == kind && e.until().isAfter(at)).findFirst();
  }
}
