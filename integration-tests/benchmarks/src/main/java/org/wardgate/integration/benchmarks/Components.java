package org.wardgate.integration.benchmarks;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.wardgate.api.EventSink;

/** Makes components as the framework does: from a map of properties. */
public final class Components {
  private Components() {}

  public static <T> T make(Class<T> type, Map<String, Object> properties, EventSink sink)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getConstructors()[0];
    Class<?> configuration = constructor.getParameterTypes()[0];
    InvocationHandler values =
        (proxy, method, arguments) ->
            properties.containsKey(method.getName())
                ? properties.get(method.getName())
                : method.getDefaultValue();
    Object written =
        Proxy.newProxyInstance(
            configuration.getClassLoader(), new Class<?>[] {configuration}, values);
    T component = type.cast(constructor.newInstance(written));
    Method bind = type.getDeclaredMethod("bindSink", EventSink.class);
    bind.setAccessible(true);
    bind.invoke(component, sink);
    return component;
  }
}
