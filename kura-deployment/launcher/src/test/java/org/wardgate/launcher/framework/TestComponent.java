package org.wardgate.launcher.framework;

import java.util.Map;

/** Writes down what it was configured with. */
public final class TestComponent {

  /** The property. */
  public static final String CONFIGURED = "wardgate.test.configured";

  /** For Declarative Services. */
  public TestComponent() {}

  /** Called with every configuration. */
  public void activate(Map<String, Object> properties) {
    if ("bad".equals(properties.get("value"))) {
      throw new IllegalStateException("refuses its configuration");
    }
    System.setProperty(
        CONFIGURED, System.getProperty(CONFIGURED, "") + properties.get("value") + " ");
  }
}
