package org.wardgate.mud;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.mud.advisory.FolderWatch;
import org.wardgate.mud.advisory.VerifyingDesk;

/**
 * The desk for advisories as a service, and the folder it looks into. What of the configuration is
 * refused {@link MudFileManagerComponent} reports. Thread-safe.
 */
@Component(
    name = "org.wardgate.mud.advisory",
    immediate = true,
    configurationPid = MudFileManagerComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = AdvisoryDesk.class)
public final class AdvisoryDeskComponent implements AdvisoryDesk {
  private final VerifyingDesk desk;
  private final Inventory inventory;
  private final DataDirectory data;
  private final Configured<MudSettings> settings;
  private Optional<FolderWatch> watch = Optional.empty();

  /** Starts to look into the configured folder. */
  @Activate
  public AdvisoryDeskComponent(
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      @Reference EventSink sink,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this.inventory = inventory;
    this.data = data;
    this.desk = new VerifyingDesk(inventory, data.directory("advisories"), sink, Clock.systemUTC());
    this.settings =
        Configured.unreported(
            Configured.first(
                MudFileManagerComponent.PID,
                reports,
                properties,
                all -> MudSettings.of(all, data)));
    watch(settings.get().advisoryDirectory());
  }

  /** Looks into another folder from now on. */
  @Modified
  synchronized void updated(Map<String, Object> properties) {
    Path before = settings.get().advisoryDirectory();
    settings.change(MudSettings.of(properties, data));
    Path now = settings.get().advisoryDirectory();
    if (!now.equals(before)) {
      deactivate();
      watch(now);
    }
  }

  private void watch(Path directory) {
    watch = Optional.of(new FolderWatch(directory, desk, () -> inventory.current().version()));
  }

  /** Stops looking. */
  @Deactivate
  synchronized void deactivate() {
    watch.ifPresent(FolderWatch::close);
    watch = Optional.empty();
  }

  @Override
  public Advisory handIn(Bytes content, Bytes signature) throws RefusedException {
    return desk.handIn(content, signature);
  }
}
