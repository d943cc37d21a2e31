package org.wardgate.installer.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

  /** What was started anew: while it is not enabled again it is not forgotten. */
  private final Set<Key> startedAgain = ConcurrentHashMap.newKeySet();

  Components(BundleContext context) {
    this.context = context;
  }

  /**
   * What ails each component of some bundles that is enabled, or only for a new start is not, by
   * its name; empty if it is well.
   */
  Map<String, Optional<Ailment>> state(LongPredicate bundleIds) {
    return ask(runtime -> {
          Map<String, Optional<Ailment>> states = new TreeMap<>();
          for (Object description : descriptions(runtime, bundleIds)) {
            if (isEnabled(runtime, description)) {
              states.put(name(description), inspect(runtime, description));
            } else if (startedAgain.contains(Key.of(description))) {
              Ailment off = new Ailment("is being started anew", false, false);
              states.putIfAbsent(name(description), Optional.of(off));
            }
          }
          return states;
        })
        .orElseGet(() -> Map.of(RUNTIME, Optional.of(new Ailment("is missing", false, false))));
  }

  /**
   * Disables and enables those components of some bundles that failed, and enables what an earlier
   * call left disabled; their names.
   */
  List<String> startAgain(LongPredicate bundleIds) {
    return ask(runtime ->
            descriptions(runtime, bundleIds).stream()
                .filter(description -> startedAgain(runtime, description))
                .map(Components::name)
                .toList())
        .orElseGet(List::of);
  }

  private boolean startedAgain(Object runtime, Object description) {
    if (!isEnabled(runtime, description)) {
      boolean left = startedAgain.contains(Key.of(description));
      if (left) {
        ServiceCall.call(runtime, "enableComponent", description);
      }
      return left;
    }
    if (inspect(runtime, description).filter(Ailment::failed).isEmpty()) {
      return false;
    }
    startedAgain.add(Key.of(description));
    Object disabled =
        Objects.requireNonNull(ServiceCall.call(runtime, "disableComponent", description));
    Runnable enable = () -> ServiceCall.call(runtime, "enableComponent", description);
    ServiceCall.call(disabled, "onResolve", enable);
    return true;
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

  private static List<Object> descriptions(Object runtime, LongPredicate bundleIds) {
    List<Object> descriptions = new ArrayList<>();
    for (Object description :
        collection(ServiceCall.call(runtime, "getComponentDescriptionDTOs", noBundles()))) {
      Object bundle = ServiceCall.field(description, "bundle");
      if (bundle != null
          && ServiceCall.field(bundle, "id") instanceof Long id
          && bundleIds.test(id)) {
        descriptions.add(description);
      }
    }
    return descriptions;
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

  /**
   * Which component.
   *
   * @param bundleId of the bundle that has it
   * @param name its name, unique in the bundle
   */
  private record Key(Object bundleId, String name) {
    static Key of(Object description) {
      Object bundle = Objects.requireNonNull(ServiceCall.field(description, "bundle"));
      return new Key(
          Objects.requireNonNull(ServiceCall.field(bundle, "id")), Components.name(description));
    }
  }
}
