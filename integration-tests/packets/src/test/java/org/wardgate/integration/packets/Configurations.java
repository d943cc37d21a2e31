package org.wardgate.integration.packets;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.wardgate.api.configuration.ConfigurationReports;

/** Makes components as the framework does: from a map of properties. */
final class Configurations {
  private Configurations() {}

  static <T> T component(Class<T> type, Map<String, Object> properties) throws Exception {
    Constructor<?> constructor = type.getConstructors()[0];
    return type.cast(constructor.newInstance(new Complaints(), properties));
  }

  /** Whoever configures these components wrongly shall see it. */
  private static final class Complaints implements ConfigurationReports {
    @Override
    public void refused(String pid, List<Refusal> refusals) {
      refusals.forEach(
          refusal ->
              System.err.println(
                  pid + " refuses " + refusal.property() + ": " + refusal.cause().getMessage()));
    }

    @Override
    public void accepted(String pid) {
      // as it should be
    }

    @Override
    public List<Refused> current() {
      return List.of();
    }
  }

  /** Hands a component its event sink, as the framework does. */
  static void bind(Object component, Object sink) throws Exception {
    for (var method : component.getClass().getDeclaredMethods()) {
      if (method.getName().equals("bindSink")) {
        method.setAccessible(true);
        method.invoke(component, sink);
      }
    }
  }
}
