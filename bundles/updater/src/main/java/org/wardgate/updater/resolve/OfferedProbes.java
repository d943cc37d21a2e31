package org.wardgate.updater.resolve;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.wardgate.updater.pack.PackageLimits;

/**
 * Which probes the running set offers: services of type {@link Callable} with the property {@value
 * #NAME}, registered by a bundle of the set. Nobody is asked anything. Thread-safe.
 */
public final class OfferedProbes {
  /** The service property with a probe's name. */
  static final String NAME = "org.wardgate.probe";

  private final BundleContext context;
  private final RunningBundles running;

  /** In this framework. */
  public OfferedProbes(BundleContext context, RunningBundles running) {
    this.context = context;
    this.running = running;
  }

  /** The names; each is one that settings and packages may have. */
  public Set<String> names() {
    Set<Bundle> ours = new HashSet<>(running.ours());
    Set<String> names = new HashSet<>();
    for (ServiceReference<?> reference : references()) {
      Bundle bundle = reference.getBundle();
      if (bundle != null && ours.contains(bundle)) {
        named(reference).filter(OfferedProbes::isProper).forEach(names::add);
      }
    }
    return Set.copyOf(names);
  }

  private static boolean isProper(String name) {
    return PackageLimits.PROBE.matcher(name).matches();
  }

  /** A property with several values matches each of them. */
  private static Stream<String> named(ServiceReference<?> reference) {
    Object value = reference.getProperty(NAME);
    Stream<?> values =
        value instanceof Collection<?> collection
            ? collection.stream()
            : value instanceof Object[] array ? Arrays.stream(array) : Stream.of(value);
    return values.map(String::valueOf);
  }

  @SuppressWarnings("rawtypes") // as the framework registers it
  private Collection<ServiceReference<Callable>> references() {
    try {
      return context.getServiceReferences(Callable.class, "(" + NAME + "=*)");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(NAME, e);
    }
  }
}
