package org.wardgate.launcher.framework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What Declarative Services says about the components of the running bundles. */
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
   * One line for every enabled component that is not satisfied, or whose activation failed. Empty
   * without Declarative Services.
   */
  List<String> unsatisfied() {
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    if (reference == null) {
      return List.of();
    }
    Object runtime = Objects.requireNonNull(context.getService(reference));
    try {
      List<String> lines = new ArrayList<>();
      for (Object description :
          collection(ServiceCall.call(runtime, "getComponentDescriptionDTOs", noBundles()))) {
        inspect(runtime, description, lines);
      }
      return lines;
    } finally {
      context.ungetService(reference);
    }
  }

  private static Object noBundles() {
    return new org.osgi.framework.Bundle[0];
  }

  private static void inspect(Object runtime, Object description, List<String> lines) {
    if (!Boolean.TRUE.equals(ServiceCall.call(runtime, "isComponentEnabled", description))) {
      return;
    }
    String name = String.valueOf(ServiceCall.field(description, "name"));
    for (Object configuration :
        collection(ServiceCall.call(runtime, "getComponentConfigurationDTOs", description))) {
      int state = (Integer) Objects.requireNonNull(ServiceCall.field(configuration, "state"));
      if (state == FAILED_ACTIVATION) {
        lines.add(name + " failed: " + firstLine(ServiceCall.field(configuration, "failure")));
      } else if ((state & UNSATISFIED_CONFIGURATION) != 0) {
        lines.add(name + " has no configuration");
      } else if (state < SATISFIED) {
        lines.add(name + " waits for " + missing(configuration));
      }
    }
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
}
