package org.wardgate.platform.felix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.PlatformErrors;

/**
 * The data directory and the gateway's identity, both from configuration. The ward's name may
 * change while the gateway runs; the directory and the id only with a restart, because journal and
 * keys belong to them. Thread-safe.
 */
@Component(
    name = FelixPlatform.PID,
    configurationPid = FelixPlatform.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + FelixPlatform.PID,
    service = {DataDirectory.class, GatewayIdentity.class, ConfigurableComponent.class})
@Designate(ocd = PlatformConfiguration.class)
public final class FelixPlatform implements DataDirectory, GatewayIdentity, ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.platform.felix";

  private static final Logger LOG = LoggerFactory.getLogger(FelixPlatform.class);
  private static final String DATA_DIRECTORY = "dataDirectory";
  private static final String GATEWAY_ID = "gatewayId";
  private static final String WARD_NAME = "wardName";
  private static final Pattern NAME_FORM = Pattern.compile("[a-z0-9-]{1,64}");

  private final Configured<PlatformSettings> settings;

  /**
   * Makes the data directory. For an id that is refused the one stands in that was used last with
   * this directory.
   *
   * @throws RefusedException if the directory is refused or cannot be made, or if the id is refused
   *     and none is kept: with others this would be another gateway, so there is none; the reason
   *     is reported
   */
  @Activate
  public FelixPlatform(Map<String, Object> properties, @Reference ConfigurationReports reports)
      throws RefusedException {
    Parsed<PlatformSettings> first = PlatformSettings.of(properties).tolerating(Set.of(WARD_NAME));
    Path data = first.value().dataDirectory();
    try {
      if (first.refused(GATEWAY_ID) && !first.refused(DATA_DIRECTORY)) {
        first = KeptId.in(data).map(with(first)).orElse(first);
      }
      if (!first.good()) {
        reports.refused(PID, first.refusals());
        throw first.refusals().get(0).cause();
      }
      OwnerOnly.directory(data);
    } catch (IOException | UnsupportedOperationException e) {
      RefusedException cause =
          new RefusedException(PlatformErrors.DIRECTORY_FAILED, data.toString(), e);
      reports.refused(PID, List.of(new Refusal(DATA_DIRECTORY, data.toString(), cause)));
      throw cause;
    }
    keep(data, first.value().gatewayId());
    settings = new Configured<>(PID, reports, first.notKept());
    LOG.info("gateway {} keeps its data in {}", settings.get().gatewayId(), data);
  }

  /** A disk that is full or read-only keeps no gateway from starting. */
  private static void keep(Path data, String gatewayId) {
    try {
      KeptId.keep(data, gatewayId);
    } catch (IOException e) {
      LOG.error("the id is not kept for the next start: {}", e.toString());
    }
  }

  private static Function<String, Parsed<PlatformSettings>> with(Parsed<PlatformSettings> refused) {
    return kept ->
        refused.map(settings -> settings.withGatewayId(kept)).tolerating(Set.of(GATEWAY_ID));
  }

  /** Takes another name of the ward; directory and id stay until the next start. */
  @Modified
  void updated(Map<String, Object> properties) {
    Parsed<PlatformSettings> wanted = PlatformSettings.of(properties);
    PlatformSettings now = settings.get();
    PlatformSettings kept =
        new PlatformSettings(now.dataDirectory(), now.gatewayId(), wanted.value().wardName());
    Parsed<PlatformSettings> possible = wanted;
    if (!wanted.value().dataDirectory().equals(now.dataDirectory())) {
      possible = possible.later(DATA_DIRECTORY, wanted.value().dataDirectory().toString(), kept);
    }
    if (!wanted.value().gatewayId().equals(now.gatewayId())) {
      possible = possible.later(GATEWAY_ID, wanted.value().gatewayId(), kept);
    }
    settings.change(possible.notKept());
  }

  @Override
  public Path directory(String name) {
    if (!NAME_FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("directory name must match " + NAME_FORM.pattern());
    }
    Path path = settings.get().dataDirectory().resolve(name);
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
    return settings.get().gatewayId();
  }

  @Override
  public String wardName() {
    return settings.get().wardName();
  }
}
