package org.wardgate.decision.state;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of the gateway's own upkeep: updates of its bundles, and configurations that were
 * refused. Changed by outcomes alone. Not thread-safe.
 */
public final class Upkeep {
  private final Map<String, UpdateMark> updates = new LinkedHashMap<>();
  private final Map<String, List<String>> refused = new TreeMap<>();

  Outcome apply(Outcome.OfUpkeep outcome) {
    if (outcome instanceof Outcome.UpdateIs is) {
      UpdateMark old = updates.put(is.update().id(), is.update());
      return old == null
          ? new Outcome.UpdateForgotten(is.update().id())
          : new Outcome.UpdateIs(old);
    } else if (outcome instanceof Outcome.UpdateForgotten forgotten) {
      UpdateMark old = updates.remove(forgotten.id());
      return old == null ? forgotten : new Outcome.UpdateIs(old);
    } else if (outcome instanceof Outcome.ConfigurationRefused is) {
      List<String> old =
          is.lines().isEmpty() ? refused.remove(is.pid()) : refused.put(is.pid(), is.lines());
      return new Outcome.ConfigurationRefused(is.pid(), old == null ? List.of() : old);
    }
    throw new IllegalStateException("unknown outcome " + outcome);
  }

  /** All updates known. A live view: not to be kept. */
  public Collection<UpdateMark> updates() {
    return Collections.unmodifiableCollection(updates.values());
  }

  /** What was recorded of an update. */
  public Optional<UpdateMark> update(String id) {
    return Optional.ofNullable(updates.get(id));
  }

  /** What is refused now, by persistent identity. A live view: not to be kept. */
  public Map<String, List<String>> refused() {
    return Collections.unmodifiableMap(refused);
  }
}
