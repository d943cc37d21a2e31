package org.wardgate.integration.kura.services;

import java.util.Collection;
import java.util.List;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Sees bundles become active and configurable components appear. */
final class ComponentTracker
    implements BundleTrackerCustomizer<List<Metatype>>,
        ServiceTrackerCustomizer<ConfigurableComponent, String> {
  private final TestConfigurations configurations;
  private final Definitions definitions;
  private final BundleTracker<List<Metatype>> bundles;
  private final ServiceTracker<ConfigurableComponent, String> components;

  ComponentTracker(
      BundleContext context, TestConfigurations configurations, Definitions definitions) {
    this.configurations = configurations;
    this.definitions = definitions;
    this.bundles = new BundleTracker<>(context, Bundle.ACTIVE, this);
    this.components = new ServiceTracker<>(context, ConfigurableComponent.class, this);
  }

  void open() {
    bundles.open();
    components.open();
  }

  void close() {
    components.close();
    bundles.close();
  }

  @Override
  public List<Metatype> addingBundle(Bundle bundle, BundleEvent event) {
    List<Metatype> found = Metatype.of(bundle);
    for (Metatype metatype : found) {
      try {
        configurations.offer(metatype);
      } catch (KuraException e) {
        throw new IllegalStateException(metatype.pid(), e);
      }
    }
    return found;
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, List<Metatype> found) {
    // only active bundles are tracked, so nothing of interest changes
  }

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, List<Metatype> found) {
    found.forEach(definitions::remove);
  }

  /** Without a service.pid a component is ignored: the tracker keeps an empty name. */
  @Override
  public String addingService(ServiceReference<ConfigurableComponent> reference) {
    String pid = first(reference.getProperty("service.pid"));
    if (!pid.isEmpty()) {
      try {
        configurations.registered(pid);
      } catch (KuraException e) {
        throw new IllegalStateException(pid, e);
      }
    }
    return pid;
  }

  /** The component runtime makes a list of it as soon as there is a configuration. */
  private static String first(@Nullable Object pid) {
    if (pid instanceof String text) {
      return text;
    }
    if (pid instanceof String[] several && several.length > 0) {
      return several[0];
    }
    return pid instanceof Collection<?> all && !all.isEmpty()
        ? String.valueOf(all.iterator().next())
        : "";
  }

  @Override
  public void modifiedService(ServiceReference<ConfigurableComponent> reference, String pid) {
    // the pid of a component stays
  }

  @Override
  public void removedService(ServiceReference<ConfigurableComponent> reference, String pid) {
    configurations.unregistered(pid);
  }
}
