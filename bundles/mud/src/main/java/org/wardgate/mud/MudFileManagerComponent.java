package org.wardgate.mud;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.mud.fetch.MudFiles;

/** The MUD file manager as a service. Thread-safe. */
@Component(
    name = MudFileManagerComponent.PID,
    configurationPid = MudFileManagerComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + MudFileManagerComponent.PID,
    service = {MudFileManager.class, ConfigurableComponent.class})
@Designate(ocd = MudManagerConfig.class)
public final class MudFileManagerComponent implements MudFileManager, ConfigurableComponent {
  /** Name of component and configuration. */
  public static final String PID = "org.wardgate.mud";

  private final MudFiles files;
  private final DataDirectory data;
  private final Configured<MudSettings> settings;

  /** Starts; for values that are refused the defaults stand in. */
  @Activate
  public MudFileManagerComponent(
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this.data = data;
    this.settings = new Configured<>(PID, reports, properties, all -> MudSettings.of(all, data));
    this.files =
        new MudFiles(
            inventory, data.directory("mud"), () -> settings.get().fetch(), Clock.systemUTC());
  }

  /** Takes other settings for what is fetched from now on. */
  @Modified
  void updated(Map<String, Object> properties) {
    settings.change(MudSettings.of(properties, data));
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
}
