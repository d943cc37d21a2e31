package org.wardgate.vulnerabilities;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.EventSink;
import org.wardgate.api.LateSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.vulnerabilities.store.Watch;

/** Watches the configured directory and tells the decision core. Thread-safe. */
@Component(
    name = VulnerabilitiesComponent.PID,
    configurationPid = VulnerabilitiesComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + VulnerabilitiesComponent.PID,
    service = ConfigurableComponent.class)
@Designate(ocd = VulnerabilitiesConfiguration.class)
public final class VulnerabilitiesComponent implements ConfigurableComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.vulnerabilities";

  private static final String DIRECTORY = "vulnerabilities";

  private final BundleContext context;
  private final Inventory inventory;
  private final DataDirectory data;
  private final Configured<VulnerabilitiesSettings> settings;
  private final LateSink late = new LateSink();
  private Supplier<Optional<EventSink>> decision = Optional::empty;
  private Optional<Watch> watch = Optional.empty();

  /** Starts to look; for values that are refused the defaults stand in. */
  @Activate
  public VulnerabilitiesComponent(
      BundleContext context,
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this.context = context;
    this.inventory = inventory;
    this.data = data;
    this.settings = new Configured<>(PID, reports, properties, this::read);
    watch();
  }

  /** Looks into another directory, or more often, from now on. */
  @Modified
  synchronized void updated(Map<String, Object> properties) {
    if (settings.change(read(properties))) {
      deactivate();
      watch();
    }
  }

  private Parsed<VulnerabilitiesSettings> read(Map<String, Object> properties) {
    return VulnerabilitiesSettings.of(properties, () -> data.inbox(DIRECTORY));
  }

  private void watch() {
    VulnerabilitiesSettings now = settings.get();
    Watch started =
        new Watch(
            now.directory(),
            data.directory(DIRECTORY),
            inventory,
            Clock.systemUTC(),
            now.pollSeconds());
    started.tell(decision);
    watch = Optional.of(started);
  }

  /**
   * The decision core is there. It is fetched when there is something to tell it, not now, so that
   * nothing it needs waits for it.
   */
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  synchronized void bindDecision(ServiceReference<EventSink> reference) {
    decision = late.appeared(reference, () -> context.getService(reference));
    watch.ifPresent(running -> running.tell(decision));
  }

  /** The decision core went away. */
  synchronized void unbindDecision(ServiceReference<EventSink> reference) {
    late.vanished(reference);
  }

  /** Stops looking. */
  @Deactivate
  synchronized void deactivate() {
    watch.ifPresent(Watch::close);
    watch = Optional.empty();
  }
}
