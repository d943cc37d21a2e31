package org.wardgate.integration.kura.services;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Services that are offered and withdrawn on command. */
final class Switchboard {
  private final BundleContext context;
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Map<String, ServiceRegistration<?>> offered = new LinkedHashMap<>();

  Switchboard(BundleContext context) {
    this.context = context;
  }

  private record Offer(Object service, String servicePid) {}

  /** Offers a service; one with a pid is a configured component of Kura. */
  void offer(Class<?> type, Object service, String servicePid) {
    synchronized (this) {
      offers.put(type.getName(), new Offer(service, servicePid));
    }
    comeBack(type.getName());
  }

  synchronized void comeBack(String objectClass) {
    Offer offer = offers.get(objectClass);
    if (offer == null) {
      throw new IllegalArgumentException(objectClass);
    }
    if (!offered.containsKey(objectClass)) {
      Map<String, Object> properties = new LinkedHashMap<>();
      if (!offer.servicePid().isEmpty()) {
        properties.put("kura.service.pid", offer.servicePid());
        properties.put("service.pid", offer.servicePid());
      }
      offered.put(
          objectClass,
          context.registerService(
              objectClass, offer.service(), FrameworkUtil.asDictionary(properties)));
    }
  }

  synchronized void vanish(String objectClass) {
    @Nullable ServiceRegistration<?> registration = offered.remove(objectClass);
    if (registration != null) {
      registration.unregister();
    }
  }

  synchronized void vanishAll() {
    offered.values().forEach(ServiceRegistration::unregister);
    offered.clear();
  }
}
