package org.wardgate.platform.kura;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.eclipse.kura.system.SystemService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.platform.kura.service.Current;
import org.wardgate.platform.kura.service.LastingService;
import org.wardgate.platform.kura.service.Registry;
import org.wardgate.platform.kura.service.Retry;

/**
 * The data directory and the gateway's identity. Kura's system service is asked once, when it is
 * there for the first time: from then on both services stay. A data directory that cannot be used
 * is reported and tried again. Thread-safe.
 */
@Component(
    name = KuraPlatform.PID,
    configurationPid = KuraPlatform.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + KuraPlatform.PID,
    service = ConfigurableComponent.class)
@Designate(ocd = PlatformForm.class)
public final class KuraPlatform implements DataDirectory, GatewayIdentity, ConfigurableComponent {
  static final String PID = "org.wardgate.platform.kura";

  private static final Logger LOG = LoggerFactory.getLogger(KuraPlatform.class);
  private static final Pattern NAME_FORM = Pattern.compile("[a-z0-9-]{1,64}");

  private static final long PAUSE_SECONDS = 5;

  private final StartReports reports;
  private final Configured<PlatformSettings> settings;
  private final Current<SystemService> system = new Current<>();
  private final Retry retry;
  private final LastingService services;
  private volatile Optional<Home> home = Optional.empty();

  /** Waits for Kura's system service. */
  @Activate
  public KuraPlatform(
      Map<String, Object> properties,
      BundleContext context,
      @Reference ConfigurationReports reports) {
    this(properties, Registry.of(context), reports, timer());
  }

  KuraPlatform(
      Map<String, ?> properties,
      Registry registry,
      ConfigurationReports reports,
      ScheduledExecutorService timer) {
    this.reports = new StartReports(reports);
    this.retry = new Retry(timer, PAUSE_SECONDS, this::start);
    this.settings = new Configured<>(PID, this.reports, PlatformSettings.of(properties));
    this.services = new LastingService(registry);
  }

  private static ScheduledExecutorService timer() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread made = new Thread(task, "wardgate-platform");
          made.setDaemon(true);
          return made;
        });
  }

  @Modified
  void updated(Map<String, Object> properties) {
    Parsed<PlatformSettings> wanted = PlatformSettings.of(properties);
    String configured = wanted.value().gatewayId();
    // nothing configured means the one in use
    String inUse = home.map(Home::gatewayId).orElse(configured);
    if (wanted.good() && !configured.isEmpty() && !configured.equals(inUse)) {
      wanted = wanted.later("gatewayId", configured, wanted.value().withGatewayId(inUse));
    }
    settings.change(wanted);
  }

  @Deactivate
  void deactivate() {
    retry.close();
    services.close();
  }

  @Reference(
      name = "SystemService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindSystemService(SystemService service) {
    system.appeared(service);
    start();
  }

  void unbindSystemService(SystemService service) {
    // once the gateway has started it is not needed any more
    system.vanished(service);
  }

  private void start() {
    Optional<SystemService> present = system.get();
    if (present.isEmpty()) {
      return;
    }
    if (found(present.get())) {
      services.offer(List.of(DataDirectory.class, GatewayIdentity.class), this);
    } else {
      retry.later();
    }
  }

  private synchronized boolean found(SystemService service) {
    if (home.isPresent()) {
      return true;
    }
    try {
      Home made = Home.of(service, settings.get().gatewayId());
      home = Optional.of(made);
      LOG.info("gateway {} keeps its data in {}", made.gatewayId(), made.directory());
      reports.started(PID);
      return true;
    } catch (RefusedException e) {
      failed(e);
    } catch (RuntimeException e) {
      // a service that is going away fails with these
      failed(
          new RefusedException(
              PlatformErrors.DIRECTORY_FAILED, "Kura's system service: " + e.getMessage(), e));
    }
    return false;
  }

  private void failed(RefusedException cause) {
    LOG.error("{}; it is tried again", cause.problem().line(), cause);
    reports.failed(PID, cause);
  }

  @Override
  public Path directory(String name) {
    if (!NAME_FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("directory name must match " + NAME_FORM.pattern());
    }
    Path path = home().directory().resolve(name);
    try {
      OwnerOnly.directory(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          Problem.of(PlatformErrors.DIRECTORY_FAILED, path.toString()).line(), e);
    }
    return path;
  }

  @Override
  public String gatewayId() {
    return home().gatewayId();
  }

  @Override
  public String wardName() {
    return settings.get().wardName();
  }

  // the services are registered only once it is there
  private Home home() {
    return home.orElseThrow(() -> new IllegalStateException("not registered yet"));
  }
}
