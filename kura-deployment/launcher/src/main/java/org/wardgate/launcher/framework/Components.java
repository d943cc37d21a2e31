package org.wardgate.launcher.framework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.wardgate.installer.health.ServiceCall;

/**
 * What Declarative Services says about the components of the running bundles. The installer has
 * another look at them, {@link org.wardgate.installer.health.FrameworkHealth}, for another
 * question: it compares each component with how it was before, so that there a component without
 * configuration is ill. Here it is not, because a plan may leave it to the operator.
 */
final class Components {

  private static final String RUNTIME =
      "org.osgi.service.component.runtime.ServiceComponentRuntime";

  // OSGi Compendium 8 §112.9: states of a component configuration
  private static final int UNSATISFIED_CONFIGURATION = 1;
  private static final int SATISFIED = 4;
  private static final int FAILED_ACTIVATION = 16;

  private final BundleContext context;

  Components(BundleContext context) {
    this.context = context;
  }

  /**
   * One line for every enabled component that is not satisfied, or whose activation failed; causes
   * before consequences. Empty without Declarative Services.
   */
  List<String> unsatisfied() {
    return findings().stream()
        .map(Finding::line)
        .sorted(Comparator.comparing(Components::isConsequence))
        .toList();
  }

  /** The bundles those components belong to. */
  Set<Long> bundlesInTrouble() {
    return findings().stream().map(Finding::bundleId).collect(Collectors.toSet());
  }

  private List<Finding> findings() {
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    if (reference == null) {
      return List.of();
    }
    Object runtime = Objects.requireNonNull(context.getService(reference));
    try {
      List<Finding> findings = new ArrayList<>();
      for (Object description :
          collection(ServiceCall.call(runtime, "getComponentDescriptionDTOs", noBundles()))) {
        inspect(runtime, description, findings);
      }
      return findings;
    } finally {
      context.ungetService(reference);
    }
  }

  /** Waits for another component, or failed because another did. */
  private static boolean isConsequence(String line) {
    return line.contains(" waits for ") || line.contains("Unable to get service");
  }

  private static Object noBundles() {
    return new org.osgi.framework.Bundle[0];
  }

  private static void inspect(Object runtime, Object description, List<Finding> findings) {
    if (!Boolean.TRUE.equals(ServiceCall.call(runtime, "isComponentEnabled", description))) {
      return;
    }
    Object bundle = Objects.requireNonNull(ServiceCall.field(description, "bundle"));
    long bundleId = (Long) Objects.requireNonNull(ServiceCall.field(bundle, "id"));
    for (Object configuration :
        collection(ServiceCall.call(runtime, "getComponentConfigurationDTOs", description))) {
      complaint(configuration)
          .map(what -> ServiceCall.field(description, "name") + what)
          .ifPresent(line -> findings.add(new Finding(line, bundleId)));
    }
  }

  private static Optional<String> complaint(Object configuration) {
    int state = (Integer) Objects.requireNonNull(ServiceCall.field(configuration, "state"));
    if (state == FAILED_ACTIVATION) {
      return Optional.of(" failed: " + firstLine(ServiceCall.field(configuration, "failure")));
    }
    if ((state & UNSATISFIED_CONFIGURATION) != 0) {
      return Optional.of(" has no configuration");
    }
    return state < SATISFIED
        ? Optional.of(" waits for " + missing(configuration))
        : Optional.empty();
  }

  private static String missing(Object configuration) {
    Object references = ServiceCall.field(configuration, "unsatisfiedReferences");
    return references instanceof Object[] array
        ? Arrays.stream(array)
            .map(reference -> String.valueOf(ServiceCall.field(reference, "name")))
            .collect(Collectors.joining(", "))
        : "something";
  }

  private static Collection<?> collection(@Nullable Object value) {
    return value instanceof Collection<?> collection ? collection : List.of();
  }

  private static String firstLine(@Nullable Object text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  /**
   * A component that is not as it should be.
   *
   * @param line what is wrong, with its name
   * @param bundleId the bundle it belongs to
   */
  private record Finding(String line, long bundleId) {}
}
