package org.wardgate.integration.kura;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** How long each service of one bundle was not registered. */
final class ServiceOutage implements ServiceListener {
  private final String symbolicName;
  private final Map<String, Long> goneAtNanos = new ConcurrentHashMap<>();
  private final Map<String, Long> longestMillis = new ConcurrentHashMap<>();

  private ServiceOutage(String symbolicName) {
    this.symbolicName = symbolicName;
  }

  static ServiceOutage watch(BundleContext context, String symbolicName) {
    ServiceOutage outage = new ServiceOutage(symbolicName);
    context.addServiceListener(outage);
    return outage;
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> reference = event.getServiceReference();
    if (reference.getBundle() == null
        || !symbolicName.equals(reference.getBundle().getSymbolicName())) {
      return;
    }
    String service =
        reference.getProperty("component.name")
            + Arrays.toString((String[]) reference.getProperty("objectClass"));
    if (event.getType() == ServiceEvent.UNREGISTERING) {
      goneAtNanos.put(service, System.nanoTime());
    } else if (event.getType() == ServiceEvent.REGISTERED) {
      Long gone = goneAtNanos.remove(service);
      if (gone != null) {
        longestMillis.merge(service, (System.nanoTime() - gone) / 1_000_000, Math::max);
      }
    }
  }

  /** By service, in milliseconds. */
  Map<String, Long> millis() {
    return new TreeMap<>(longestMillis);
  }
}
