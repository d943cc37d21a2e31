package org.wardgate.registrar.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * Requests for nonceless vouchers, for people to carry to a MASA: one {@code <device>.vrq} for each
 * device of the inventory that asked in vain. Thread-safe.
 */
public final class RequestFolder {
  /** A request is made anew when it is older. */
  static final Duration RENEW_AFTER = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(RequestFolder.class);

  private final Path folder;

  /**
   * @param folder made when first needed
   */
  public RequestFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes a request. */
  public interface Maker {
    /**
     * The request, signed.
     *
     * @throws RefusedException if it cannot be signed
     */
    Bytes make() throws RefusedException;
  }

  /** Leaves a request for the device, unless there is a recent one. */
  public synchronized void leave(DeviceId device, Instant now, Maker maker) {
    Path file = folder.resolve(device.value() + ".vrq");
    try {
      if (Files.exists(file)
          && Files.getLastModifiedTime(file).toInstant().plus(RENEW_AFTER).isAfter(now)) {
        return;
      }
      Files.createDirectories(folder);
      DurableFile.write(file, maker.make());
      LOG.info("{} asks for an offline voucher; its request is {}", device, file);
    } catch (IOException | RefusedException e) {
      LOG.warn("no request for {} could be left: {}", device, e.toString());
    }
  }
}
