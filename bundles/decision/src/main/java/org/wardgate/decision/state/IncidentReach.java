package org.wardgate.decision.state;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.DeviceId;

/**
 * Whom the decisions about an incident were about. Durable.
 *
 * @param shown the devices that everybody saw who decided so far; empty if nobody did
 * @param approvedFor the devices for which enough different people decided
 * @param worsened the devices its response took something, for whatever they are cut now
 */
public record IncidentReach(
    Set<DeviceId> shown, Set<DeviceId> approvedFor, Set<DeviceId> worsened) {
  /** Nobody yet. */
  public static final IncidentReach NONE = new IncidentReach(Set.of(), Set.of(), Set.of());

  /** Copies the sets; sorted, so that the journal's text is stable. */
  public IncidentReach {
    shown = Collections.unmodifiableSet(new TreeSet<>(shown));
    approvedFor = Collections.unmodifiableSet(new TreeSet<>(approvedFor));
    worsened = Collections.unmodifiableSet(new TreeSet<>(worsened));
  }

  /** Whoever decides sees these. */
  IncidentReach showing(Set<DeviceId> devices, boolean first) {
    Set<DeviceId> both = new TreeSet<>(devices);
    if (!first) {
      both.retainAll(shown);
    }
    return new IncidentReach(both, approvedFor, worsened);
  }

  /** What was shown to all of them is approved. */
  IncidentReach approved() {
    return new IncidentReach(shown, union(approvedFor, shown), worsened);
  }

  /** It waits for people again. */
  IncidentReach unshown() {
    return new IncidentReach(Set.of(), approvedFor, worsened);
  }

  /** Its response took these something. */
  IncidentReach worsening(Set<DeviceId> devices) {
    return new IncidentReach(shown, approvedFor, union(worsened, devices));
  }

  private static Set<DeviceId> union(Set<DeviceId> some, Set<DeviceId> more) {
    Set<DeviceId> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }
}
