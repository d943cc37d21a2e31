package org.wardgate.mud;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.mud.advisory.FolderWatch;
import org.wardgate.mud.advisory.VerifyingDesk;

/** The desk for advisories as a service, and the folder it looks into. Thread-safe. */
@Component(
    name = "org.wardgate.mud.advisory",
    immediate = true,
    configurationPid = MudFileManagerComponent.PID,
    service = AdvisoryDesk.class)
public final class AdvisoryDeskComponent implements AdvisoryDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryDeskComponent.class);

  private final VerifyingDesk desk;
  private final Inventory inventory;
  private Optional<FolderWatch> watch = Optional.empty();

  /** Starts to look into the configured folder. */
  @Activate
  public AdvisoryDeskComponent(
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      @Reference EventSink sink,
      MudManagerConfig config) {
    this.inventory = inventory;
    this.desk = new VerifyingDesk(inventory, data.directory("advisories"), sink, Clock.systemUTC());
    modified(config);
  }

  /** Looks into another folder from now on. */
  @Modified
  synchronized void modified(MudManagerConfig config) {
    deactivate();
    watch =
        directory(config.advisoryDirectory())
            .map(
                directory -> new FolderWatch(directory, desk, () -> inventory.current().version()));
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

  private static Optional<Path> directory(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      String detail = "advisoryDirectory is not a path: " + text;
      LOG.error("{}", Problem.of(MudErrors.BAD_CONFIGURATION, detail).line());
      return Optional.empty();
    }
  }
}
