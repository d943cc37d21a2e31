package org.wardgate.integration.kura.services;

import java.util.List;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ConfigurableComponent;
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
    String pid = reference.getProperty("service.pid") instanceof String text ? text : "";
    if (!pid.isEmpty() && definitions.knows(pid)) {
      try {
        configurations.registered(pid);
      } catch (KuraException e) {
        throw new IllegalStateException(pid, e);
      }
    }
    return pid;
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
