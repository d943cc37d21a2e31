package org.wardgate.updater.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.resource.Wiring;

/**
 * The bundles that stay while a set goes. Those that are wired to a bundle that goes, directly or
 * by others, lose their wiring and have to resolve anew. Immutable.
 */
final class StayingBundles {
  private final Map<Resource, Wiring> wirings = new HashMap<>();
  private final List<Resource> loose = new ArrayList<>();
  private final List<Resource> unresolved = new ArrayList<>();

  StayingBundles(Collection<Bundle> all, Collection<Bundle> leaving) {
    Set<Bundle> goes = new HashSet<>(leaving);
    Set<Resource> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    List<BundleRevision> stay = new ArrayList<>();
    for (Bundle bundle : all) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision == null) {
        continue;
      }
      if (goes.contains(bundle)) {
        gone.add(revision);
      } else {
        stay.add(revision);
      }
    }
    sort(stay, spread(stay, gone));
  }

  /** Those that keep their wiring. */
  Map<Resource, Wiring> wirings() {
    return wirings;
  }

  /** Those that have to resolve anew. */
  List<Resource> loose() {
    return loose;
  }

  /** What all of them offer. */
  List<Capability> capabilities() {
    List<Capability> all = new ArrayList<>();
    for (Map.Entry<Resource, Wiring> entry : wirings.entrySet()) {
      for (Capability capability : entry.getValue().getResourceCapabilities(null)) {
        boolean own = capability.getResource().equals(entry.getKey());
        all.add(own ? capability : new Attached(entry.getKey(), capability));
      }
    }
    loose.forEach(resource -> all.addAll(resource.getCapabilities(null)));
    unresolved.forEach(resource -> all.addAll(resource.getCapabilities(null)));
    return all;
  }

  private void sort(List<BundleRevision> stay, Set<Resource> broken) {
    for (BundleRevision revision : stay) {
      BundleWiring wiring = revision.getWiring();
      if (wiring == null) {
        unresolved.add(revision);
      } else if (broken.contains(revision)) {
        loose.add(revision);
      } else {
        wirings.put(revision, wiring);
      }
    }
  }

  private static Set<Resource> spread(List<BundleRevision> stay, Set<Resource> gone) {
    Set<Resource> broken = Collections.newSetFromMap(new IdentityHashMap<>());
    broken.addAll(gone);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (BundleRevision revision : stay) {
        BundleWiring wiring = revision.getWiring();
        if (wiring != null && !broken.contains(revision) && touches(wiring, broken)) {
          broken.add(revision);
          grown = true;
        }
      }
    }
    return broken;
  }

  private static boolean touches(BundleWiring wiring, Set<Resource> broken) {
    for (Wire wire : wiring.getRequiredResourceWires(null)) {
      if (broken.contains(wire.getProvider())) {
        return true;
      }
    }
    for (Wire wire : wiring.getProvidedResourceWires(HostNamespace.HOST_NAMESPACE)) {
      if (broken.contains(wire.getRequirer())) {
        return true;
      }
    }
    return false;
  }
}
