package org.wardgate.platform.kura.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wardgate.platform.kura.service.Registry;

/** Remembers what is registered. */
public final class FakeRegistry implements Registry {
  private final List<Object> services = new ArrayList<>();
  private int registeredCount;

  @Override
  public synchronized Runnable register(
      List<Class<?>> types, Object service, Map<String, ?> properties) {
    services.add(service);
    registeredCount++;
    return () -> remove(service);
  }

  private synchronized void remove(Object service) {
    services.remove(service);
  }

  /** What is registered now. */
  public synchronized List<Object> services() {
    return List.copyOf(services);
  }

  public synchronized int registeredCount() {
    return registeredCount;
  }
}
