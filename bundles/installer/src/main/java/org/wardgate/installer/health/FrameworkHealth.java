package org.wardgate.installer.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.wardgate.installer.Health;
import org.wardgate.installer.health.Components.Ailment;

/** The health of the bundles of an OSGi framework. Thread-safe. */
public final class FrameworkHealth implements Health {

  private final BundleContext context;
  private final Predicate<Bundle> ofSet;
  private final Components components;
  private final Probes probes;

  /**
   * Looks at a framework.
   *
   * @param ofSet which of its bundles matter
   */
  public FrameworkHealth(BundleContext context, Predicate<Bundle> ofSet) {
    this.context = context;
    this.ofSet = ofSet;
    this.components = new Components(context);
    this.probes = new Probes(context, ofSet);
  }

  @Override
  public Baseline baseline() {
    Map<Boolean, Set<String>> byHealth =
        all().entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    entry -> entry.getValue().isEmpty(),
                    Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
    return new Baseline(
        byHealth.getOrDefault(true, Set.of()), byHealth.getOrDefault(false, Set.of()));
  }

  @Override
  public List<String> components(Baseline before) {
    List<String> findings = new ArrayList<>();
    Map<String, Optional<Ailment>> now = all();
    // one that is not there any more cannot complain: dropped, disabled, or its bundle misses it
    before.well().stream()
        .filter(name -> !now.containsKey(name))
        .sorted()
        .forEach(name -> findings.add(name + " is missing"));
    now.forEach(
        (name, state) ->
            state
                .filter(ailment -> counts(name, ailment, before))
                .ifPresent(ailment -> findings.add(name + " " + ailment.what())));
    return findings;
  }

  /** A new component may wait for an operator to configure it; one that ran may not lose it. */
  private static boolean counts(String name, Ailment ailment, Baseline before) {
    return before.well().contains(name)
        || (!before.ailing().contains(name) && !ailment.unconfigured());
  }

  @Override
  public List<String> startAgain() {
    return components.startAgain(this::isOfSet);
  }

  @Override
  public List<String> probe(List<String> names) {
    return probes.ask(names);
  }

  @Override
  public Watch watch() {
    return new BundleWatch(context, ofSet);
  }

  private Map<String, Optional<Ailment>> all() {
    return components.state(this::isOfSet);
  }

  private boolean isOfSet(long bundleId) {
    Bundle bundle = context.getBundle(bundleId);
    return bundle != null && ofSet.test(bundle);
  }

  private static final class BundleWatch implements Watch, BundleListener {
    private final BundleContext context;
    private final Predicate<Bundle> ofSet;
    private final Set<String> stopped = new ConcurrentSkipListSet<>();

    BundleWatch(BundleContext context, Predicate<Bundle> ofSet) {
      this.context = context;
      this.ofSet = ofSet;
      context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
      if (event.getType() == BundleEvent.STOPPED && ofSet.test(event.getBundle())) {
        stopped.add(event.getBundle().getSymbolicName() + " stopped");
      }
    }

    @Override
    public List<String> stopped() {
      return List.copyOf(stopped);
    }

    @Override
    public void close() {
      context.removeBundleListener(this);
    }
  }
}
