package org.wardgate.platform.kura.service;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Where services are registered. Thread-safe. */
@FunctionalInterface
public interface Registry {
  /**
   * Registers a service.
   *
   * @return takes it away again; to be called once
   */
  Runnable register(List<Class<?>> types, Object service, Map<String, ?> properties);

  /** The framework's. */
  // the framework wants a dictionary, and Java has no other
  @SuppressWarnings("JdkObsolete")
  static Registry of(BundleContext context) {
    return (types, service, properties) -> {
      Dictionary<String, Object> dictionary = new Hashtable<>(properties);
      ServiceRegistration<?> registration =
          context.registerService(
              types.stream().map(Class::getName).toArray(String[]::new), service, dictionary);
      return registration::unregister;
    };
  }
}
