package org.wardgate.platform.felix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    service = {DataDirectory.class, GatewayIdentity.class})
@Designate(ocd = PlatformConfiguration.class)
public final class FelixPlatform implements DataDirectory, GatewayIdentity {
  static final String PID = "org.wardgate.platform.felix";

  private static final Logger LOG = LoggerFactory.getLogger(FelixPlatform.class);
  private static final Pattern NAME_FORM = Pattern.compile("[a-z0-9-]{1,64}");

  private volatile PlatformSettings settings;

  /**
   * Makes the data directory.
   *
   * @throws RefusedException if the configuration is wrong or the directory cannot be made
   */
  @Activate
  public FelixPlatform(PlatformConfiguration configuration) throws RefusedException {
    settings = PlatformSettings.of(configuration);
    try {
      OwnerOnly.directory(settings.dataDirectory());
    } catch (IOException | UnsupportedOperationException e) {
      throw new RefusedException(
          PlatformErrors.DIRECTORY_FAILED, settings.dataDirectory().toString(), e);
    }
    LOG.info("gateway {} keeps its data in {}", settings.gatewayId(), settings.dataDirectory());
  }

  @Modified
  void modified(PlatformConfiguration configuration) {
    try {
      PlatformSettings wanted = PlatformSettings.of(configuration);
      if (!wanted.dataDirectory().equals(settings.dataDirectory())
          || !wanted.gatewayId().equals(settings.gatewayId())) {
        LOG.warn("dataDirectory and gatewayId change only when the gateway restarts");
      }
      settings =
          new PlatformSettings(settings.dataDirectory(), settings.gatewayId(), wanted.wardName());
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line());
    }
  }

  @Override
  public Path directory(String name) {
    if (!NAME_FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("directory name must match " + NAME_FORM.pattern());
    }
    Path path = settings.dataDirectory().resolve(name);
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
    return settings.gatewayId();
  }

  @Override
  public String wardName() {
    return settings.wardName();
  }
}
