package org.wardgate.api.configuration;

import java.util.List;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What is reported about configurations. */
public sealed interface ConfigurationEvent extends Event {
  /** Whose configuration, 1 to 128 characters. */
  String pid();

  /**
   * A component did not take its configuration.
   *
   * @param correlationId fresh
   * @param pid the component's
   * @param values what was not taken
   */
  record Refused(CorrelationId correlationId, String pid, List<RefusedValue> values)
      implements ConfigurationEvent {
    /** Copies the list. */
    public Refused {
      values = List.copyOf(values);
    }
  }

  /**
   * A component that had refused its configuration took one.
   *
   * @param correlationId fresh
   * @param pid the component's
   */
  record Accepted(CorrelationId correlationId, String pid) implements ConfigurationEvent {}

  /**
   * A value that was not taken.
   *
   * @param property its attribute
   * @param value shortened to 80 printable characters; never that of a password
   * @param problem why
   */
  record RefusedValue(String property, String value, Problem problem) {}
}
