package org.wardgate.vulnerabilities;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.store.Watch;

/** Watches the configured directory and tells the decision core. Thread-safe. */
@Component(
    name = VulnerabilitiesComponent.PID,
    configurationPid = VulnerabilitiesComponent.PID,
    immediate = true,
    service = {})
@Designate(ocd = VulnerabilitiesConfiguration.class)
public final class VulnerabilitiesComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.vulnerabilities";

  private static final Logger LOG = LoggerFactory.getLogger(VulnerabilitiesComponent.class);
  private static final int POLL_MAX_SECONDS = 3_600;

  private final BundleContext context;
  private final Inventory inventory;
  private final DataDirectory data;
  private Supplier<Optional<EventSink>> decision = Optional::empty;
  private Optional<Watch> watch = Optional.empty();

  /** Starts to look into the configured directory. */
  @Activate
  public VulnerabilitiesComponent(
      BundleContext context,
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      VulnerabilitiesConfiguration configuration) {
    this.context = context;
    this.inventory = inventory;
    this.data = data;
    modified(configuration);
  }

  /** Looks into another directory from now on. */
  @Modified
  synchronized void modified(VulnerabilitiesConfiguration configuration) {
    deactivate();
    int pollSeconds = Math.min(POLL_MAX_SECONDS, Math.max(1, configuration.pollSeconds()));
    watch =
        directory(configuration.directory())
            .map(
                folder ->
                    new Watch(
                        folder,
                        data.directory("vulnerabilities"),
                        inventory,
                        Clock.systemUTC(),
                        pollSeconds));
    watch.ifPresent(started -> started.tell(decision));
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
    tell(() -> Optional.ofNullable(context.getService(reference)));
  }

  /** The decision core went away. */
  synchronized void unbindDecision(ServiceReference<EventSink> reference) {
    tell(Optional::empty);
  }

  private void tell(Supplier<Optional<EventSink>> newDecision) {
    decision = newDecision;
    watch.ifPresent(running -> running.tell(newDecision));
  }

  /** Stops looking. */
  @Deactivate
  synchronized void deactivate() {
    watch.ifPresent(Watch::close);
    watch = Optional.empty();
  }

  private static Optional<Path> directory(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      String detail = "directory is not a path: " + text;
      LOG.error("{}", Problem.of(VulnerabilityErrors.BAD_CONFIGURATION, detail).line());
      return Optional.empty();
    }
  }
}
