package org.wardgate.mud;

import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.mud.fetch.FetchSettings;
import org.wardgate.mud.fetch.MudFiles;

/** The MUD file manager as a service. Thread-safe. */
@Component(
    name = MudFileManagerComponent.PID,
    configurationPid = MudFileManagerComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = MudFileManager.class)
@Designate(ocd = MudManagerConfig.class)
public final class MudFileManagerComponent implements MudFileManager {
  /** Name of component and configuration. */
  public static final String PID = "org.wardgate.mud";

  private static final Logger LOG = LoggerFactory.getLogger(MudFileManagerComponent.class);

  private final MudFiles files;
  private volatile FetchSettings settings;

  /**
   * @throws RefusedException if the first configuration is no good
   */
  @Activate
  public MudFileManagerComponent(
      @Reference Inventory inventory, @Reference DataDirectory data, MudManagerConfig config)
      throws RefusedException {
    this.settings = checked(config);
    this.files = new MudFiles(inventory, data.directory("mud"), () -> settings, Clock.systemUTC());
  }

  /** Takes a new configuration; a bad one changes nothing. */
  @Modified
  void modified(MudManagerConfig config) {
    try {
      settings = checked(config);
    } catch (RefusedException e) {
      LOG.error("the last good configuration stays in force", e);
    }
  }

  /** Stops everything. */
  @Deactivate
  void deactivate() {
    files.close();
  }

  @Override
  public CompletionStage<MudEvent> execute(MudIntent intent) {
    return files.execute(intent);
  }

  private static FetchSettings checked(MudManagerConfig config) throws RefusedException {
    try {
      return FetchSettings.of(
          config.storeDirectory(),
          config.tlsAnchorsFile(),
          config.fetchTimeoutSeconds(),
          config.cacheGraceHours());
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line());
      throw e;
    }
  }
}
