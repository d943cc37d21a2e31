package org.wardgate.integration.packets;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes components as the framework does: from a map of properties. */
final class Configurations {
  private Configurations() {}

  static <T> T component(Class<T> type, Map<String, Object> properties) throws Exception {
    Constructor<?> constructor = type.getConstructors()[0];
    Class<?> configuration = constructor.getParameterTypes()[0];
    InvocationHandler handler =
        (proxy, method, arguments) ->
            properties.containsKey(method.getName())
                ? properties.get(method.getName())
                : method.getDefaultValue();
    Object written =
        Proxy.newProxyInstance(
            configuration.getClassLoader(), new Class<?>[] {configuration}, handler);
    return type.cast(constructor.newInstance(written));
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
