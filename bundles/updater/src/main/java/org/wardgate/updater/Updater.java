package org.wardgate.updater;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateView;
import org.wardgate.updater.desk.Updating;
import org.wardgate.updater.desk.Updating.Parts;
import org.wardgate.updater.resolve.InstallerReadiness;
import org.wardgate.updater.resolve.OfferedProbes;
import org.wardgate.updater.resolve.PreFlight;
import org.wardgate.updater.resolve.RunningBundles;

/**
 * Takes signed updates of the gateway's own bundles. It offers the directory through which it
 * speaks with the installer as a service of type {@link Path} with the property {@value
 * #DIRECTORY}. Thread-safe.
 */
@Component(
    name = UpdaterConfiguration.PID,
    configurationPid = UpdaterConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + UpdaterConfiguration.PID,
    service = {UpdateDesk.class, ConfigurableComponent.class})
@Designate(ocd = UpdaterConfiguration.class)
public final class Updater implements UpdateDesk, ConfigurableComponent {
  /** Property of the service that the installer tracks, with the value {@code directory}. */
  static final String DIRECTORY = "org.wardgate.updates";

  /** Room that packages leave on the disk, so that the journal can go on. */
  private static final long KEPT_FREE_BYTES = 64L * 1024 * 1024;

  private final BundleContext context;
  private final Configured<UpdaterSettings> configured;
  private final Updating updating;
  private final ServiceRegistration<Path> directory;
  private volatile Supplier<Optional<EventSink>> decision = Optional::empty;

  /**
   * Starts to follow and to poll.
   *
   * @throws IOException if the directory cannot be used
   */
  @Activate
  public Updater(
      BundleContext context,
      Map<String, Object> properties,
      @Reference DataDirectory dataDirectory,
      @Reference ConfigurationReports reports)
      throws IOException {
    this.context = context;
    this.configured =
        new Configured<>(UpdaterConfiguration.PID, reports, properties, UpdaterSettings::of);
    Path anchors = dataDirectory.directory("update").resolve("anchors.pem");
    Path updates = dataDirectory.directory("updates");
    RunningBundles running = new RunningBundles(context);
    this.updating =
        new Updating(
            new Parts(
                updates,
                () -> configured.get().anchorsFile().orElse(anchors),
                configured::get,
                () -> decision.get(),
                new PreFlight(running)::check,
                new InstallerReadiness(context, System::nanoTime)::require,
                new OfferedProbes(context, running)::names,
                context.getBundle().getVersion(),
                KEPT_FREE_BYTES,
                Clock.systemUTC(),
                System::nanoTime));
    updating.start();
    this.directory = context.registerService(Path.class, updates, properties());
  }

  // what the framework takes is a Dictionary, and this is the only one there is
  @SuppressWarnings("JdkObsolete")
  private static Hashtable<String, Object> properties() {
    return new Hashtable<>(Map.of(DIRECTORY, "directory"));
  }

  @Modified
  void modified(Map<String, Object> properties) {
    boolean unused = configured.change(UpdaterSettings.of(properties));
  }

  /**
   * The decision core is there. It is fetched when there is something to journal, not now: it needs
   * others that may need this bundle's neighbours first.
   */
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindDecision(ServiceReference<EventSink> reference) {
    decision = () -> Optional.ofNullable(context.getService(reference));
  }

  /** The decision core went away. */
  void unbindDecision(ServiceReference<EventSink> reference) {
    decision = Optional::empty;
  }

  @Deactivate
  void deactivate() {
    directory.unregister();
    updating.close();
  }

  @Override
  public String expect(Bytes signature, String operator) throws RefusedException {
    return updating.desk().expect(signature, operator);
  }

  @Override
  public UpdateView take(String id, InputStream content, String operator) throws RefusedException {
    return updating.desk().take(id, content, operator);
  }

  @Override
  public UpdateView fetch(String id, URI location, String operator) throws RefusedException {
    return updating.desk().fetch(id, location, operator);
  }

  @Override
  public UpdateView approve(String id, String operator, String reason) throws RefusedException {
    return updating.desk().approve(id, operator, reason);
  }

  @Override
  public UpdateView dismiss(String id, String operator, String reason) throws RefusedException {
    return updating.desk().dismiss(id, operator, reason);
  }

  @Override
  public UpdateView goBack(String operator, String reason) throws RefusedException {
    return updating.desk().goBack(operator, reason);
  }

  @Override
  public List<UpdateView> updates() {
    return updating.desk().updates();
  }
}
