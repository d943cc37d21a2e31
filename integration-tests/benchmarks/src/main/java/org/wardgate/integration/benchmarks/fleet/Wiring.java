package org.wardgate.integration.benchmarks.fleet;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Puts the gateway's own components together in a plain process as the framework would: by the
 * types they ask for.
 */
final class Wiring {
  private final List<Object> services = new ArrayList<>();
  private final List<Object> components = new ArrayList<>();

  /** Registers a service and hands it to every component that asks for its type. */
  synchronized void add(Object service) {
    services.add(service);
    components.forEach(component -> bind(component, service));
  }

  /** Makes a component with the services there are, and registers it. */
  synchronized <T> T make(Class<T> type, Map<String, Object> properties)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments = new Object[constructor.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> wanted = constructor.getParameterTypes()[i];
      arguments[i] = wanted.isAnnotation() ? written(wanted, properties) : service(wanted);
    }
    T component = type.cast(constructor.newInstance(arguments));
    components.add(component);
    List.copyOf(services).forEach(service -> bind(component, service));
    add(component);
    return component;
  }

  private Object service(Class<?> wanted) {
    if (wanted == BundleContext.class) {
      return context();
    }
    return find(wanted)
        .orElseThrow(() -> new IllegalStateException("nobody provides " + wanted.getName()));
  }

  private <T> Optional<T> find(Class<T> wanted) {
    return services.stream().filter(wanted::isInstance).map(wanted::cast).findFirst();
  }

  private static Object written(Class<?> annotation, Map<String, Object> properties) {
    InvocationHandler values =
        (proxy, method, arguments) ->
            properties.containsKey(method.getName())
                ? properties.get(method.getName())
                : method.getDefaultValue();
    return Proxy.newProxyInstance(annotation.getClassLoader(), new Class<?>[] {annotation}, values);
  }

  /** A component's {@code bind} methods and its optional fields. */
  private static void bind(Object component, Object service) {
    if (component == service) {
      return;
    }
    try {
      for (Method method : component.getClass().getDeclaredMethods()) {
        if (method.getName().startsWith("bind")
            && method.getParameterCount() >= 1
            && method.getParameterTypes()[0].isInstance(service)) {
          method.setAccessible(true);
          method.invoke(
              component,
              method.getParameterCount() == 1
                  ? new Object[] {service}
                  : new Object[] {service, Map.of()});
        }
      }
      for (Field field : component.getClass().getDeclaredFields()) {
        if (Modifier.isVolatile(field.getModifiers())
            && field.getType().getName().startsWith("org.wardgate.api")
            && field.getType().isInstance(service)) {
          field.setAccessible(true);
          field.set(component, service);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot bind to " + component.getClass(), e);
    }
  }

  private BundleContext context() {
    InvocationHandler calls =
        (proxy, method, arguments) -> {
          if (method.getName().equals("registerService")) {
            add(arguments[1]);
            return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (registration, call, values) -> null);
          }
          return null;
        };
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, calls);
  }
}
