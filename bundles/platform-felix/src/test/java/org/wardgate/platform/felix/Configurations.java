package org.wardgate.platform.felix;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as Declarative Services makes them: annotation instances over a map. */
public final class Configurations {
  private Configurations() {}

  /** The annotation's defaults, with some values changed. */
  public static <A> A of(Class<A> annotation, Map<String, Object> values) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            values.getOrDefault(
                method.getName(), method.getDefaultValue() == null ? "" : method.getDefaultValue());
    return annotation.cast(
        Proxy.newProxyInstance(annotation.getClassLoader(), new Class<?>[] {annotation}, handler));
  }
}
