package org.wardgate.installer.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What Declarative Services says about components. Thread-safe. */
final class Components {

  private static final String RUNTIME =
      "org.osgi.service.component.runtime.ServiceComponentRuntime";

  // OSGi Compendium 7, §112.9: states of a component configuration
  private static final int UNSATISFIED_CONFIGURATION = 1;
  private static final int SATISFIED = 4;
  private static final int FAILED_ACTIVATION = 16;

  private final BundleContext context;

  Components(BundleContext context) {
    this.context = context;
  }

  /** What ails each enabled component of some bundles, by its name; empty if it is well. */
  Map<String, Optional<Ailment>> state(LongPredicate bundleIds) {
    return ask(runtime -> {
          Map<String, Optional<Ailment>> states = new TreeMap<>();
          for (Object description : enabled(runtime, bundleIds)) {
            states.put(name(description), inspect(runtime, description));
          }
          return states;
        })
        .orElseGet(() -> Map.of(RUNTIME, Optional.of(new Ailment("is missing", false, false))));
  }

  /** Disables and enables those components of some bundles that failed; their names. */
  List<String> startAgain(LongPredicate bundleIds) {
    return ask(runtime ->
            enabled(runtime, bundleIds).stream()
                .filter(d -> inspect(runtime, d).filter(Ailment::failed).isPresent())
                .peek(d -> startAgain(runtime, d))
                .map(Components::name)
                .toList())
        .orElseGet(List::of);
  }

  private static void startAgain(Object runtime, Object description) {
    Object disabled =
        Objects.requireNonNull(ServiceCall.call(runtime, "disableComponent", description));
    Runnable enable = () -> ServiceCall.call(runtime, "enableComponent", description);
    ServiceCall.call(disabled, "onResolve", enable);
  }

  private <T> Optional<T> ask(Function<Object, T> question) {
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    Object runtime = reference == null ? null : context.getService(reference);
    if (reference == null || runtime == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(runtime));
    } finally {
      context.ungetService(reference);
    }
  }

  private static List<Object> enabled(Object runtime, LongPredicate bundleIds) {
    List<Object> enabled = new ArrayList<>();
    for (Object description :
        collection(ServiceCall.call(runtime, "getComponentDescriptionDTOs", noBundles()))) {
      Object bundle = ServiceCall.field(description, "bundle");
      if (bundle != null
          && ServiceCall.field(bundle, "id") instanceof Long id
          && bundleIds.test(id)
          && isEnabled(runtime, description)) {
        enabled.add(description);
      }
    }
    return enabled;
  }

  private static String name(Object description) {
    return String.valueOf(ServiceCall.field(description, "name"));
  }

  private static boolean isEnabled(Object runtime, Object description) {
    return Boolean.TRUE.equals(ServiceCall.call(runtime, "isComponentEnabled", description));
  }

  private static Object noBundles() {
    return new Bundle[0];
  }

  private static Optional<Ailment> inspect(Object runtime, Object description) {
    Collection<?> configurations =
        collection(ServiceCall.call(runtime, "getComponentConfigurationDTOs", description));
    if (configurations.isEmpty()) {
      return Optional.of(new Ailment("has no configuration", true, false));
    }
    List<Ailment> ailments =
        configurations.stream().flatMap(configuration -> ailment(configuration).stream()).toList();
    return ailments.stream()
        .filter(ailment -> !ailment.unconfigured())
        .findFirst()
        .or(() -> ailments.stream().findFirst());
  }

  private static Optional<Ailment> ailment(Object configuration) {
    int state = (Integer) Objects.requireNonNull(ServiceCall.field(configuration, "state"));
    if (state == FAILED_ACTIVATION) {
      String failure = String.valueOf(ServiceCall.field(configuration, "failure"));
      return Optional.of(
          new Ailment("failed: " + failure.lines().findFirst().orElse(""), false, true));
    }
    if ((state & UNSATISFIED_CONFIGURATION) != 0) {
      return Optional.of(new Ailment("has no configuration", true, false));
    }
    return state < SATISFIED
        ? Optional.of(new Ailment("waits for " + missing(configuration), false, false))
        : Optional.empty();
  }

  private static String missing(Object configuration) {
    return ServiceCall.field(configuration, "unsatisfiedReferences") instanceof Object[] array
        ? Arrays.stream(array)
            .map(reference -> String.valueOf(ServiceCall.field(reference, "name")))
            .collect(Collectors.joining(", "))
        : "something";
  }

  private static Collection<?> collection(@Nullable Object value) {
    return value instanceof Collection<?> collection ? collection : List.of();
  }

  /**
   * What is wrong with a component.
   *
   * @param what in words
   * @param unconfigured whether it only waits for somebody to configure it
   * @param failed whether its activation was tried and failed
   */
  record Ailment(String what, boolean unconfigured, boolean failed) {}
}
