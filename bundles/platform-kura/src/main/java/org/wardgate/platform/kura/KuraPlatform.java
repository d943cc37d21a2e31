package org.wardgate.platform.kura;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.wardgate.platform.kura.service.LastingService;
import org.wardgate.platform.kura.service.Registry;

/**
 * The data directory and the gateway's identity. Kura's system service is asked once, when it is
 * there for the first time: from then on both services stay. Thread-safe.
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

  private final Configured<PlatformSettings> settings;
  private final LastingService services;
  private volatile Optional<Home> home = Optional.empty();

  /** Waits for Kura's system service. */
  @Activate
  public KuraPlatform(
      Map<String, Object> properties,
      BundleContext context,
      @Reference ConfigurationReports reports) {
    this(properties, Registry.of(context), reports);
  }

  KuraPlatform(Map<String, ?> properties, Registry registry, ConfigurationReports reports) {
    this.settings = new Configured<>(PID, reports, PlatformSettings.of(properties));
    this.services = new LastingService(registry);
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
    services.close();
  }

  @Reference(
      name = "SystemService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindSystemService(SystemService system) {
    if (home.isPresent()) {
      return;
    }
    try {
      Home made = Home.of(system, settings.get().gatewayId());
      home = Optional.of(made);
      LOG.info("gateway {} keeps its data in {}", made.gatewayId(), made.directory());
      services.offer(List.of(DataDirectory.class, GatewayIdentity.class), this);
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line(), e);
    }
  }

  void unbindSystemService(SystemService system) {
    LOG.debug("Kura's system service {} is gone; it is not needed any more", system);
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
