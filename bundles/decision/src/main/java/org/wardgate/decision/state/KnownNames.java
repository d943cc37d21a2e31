package org.wardgate.decision.state;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which addresses the ward's resolver answered for names that policies mention. Live only. */
final class KnownNames {
  private final Map<String, Map<InetAddress, Instant>> untilByAddress = new HashMap<>();

  Outcome set(Outcome.NameIs is) {
    Map<InetAddress, Instant> old = of(is.name());
    if (is.untilByAddress().isEmpty()) {
      untilByAddress.remove(is.name());
    } else {
      untilByAddress.put(is.name(), is.untilByAddress());
    }
    return new Outcome.NameIs(is.name(), old);
  }

  Map<InetAddress, Instant> of(String name) {
    return untilByAddress.getOrDefault(name, Map.of());
  }

  int count() {
    return untilByAddress.size();
  }
}
