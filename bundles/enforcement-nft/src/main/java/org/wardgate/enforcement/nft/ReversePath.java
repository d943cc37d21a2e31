package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the kernel's reverse path check (RFC 3704) ask with the packet's mark. Without it the check
 * of an admitted packet runs into the routing barrier, and the packet is dropped where {@code
 * rp_filter} is 1 or 2. Thread-safe.
 */
final class ReversePath {
  private static final Logger LOG = LoggerFactory.getLogger(ReversePath.class);

  private final Path settings;
  private final String ward;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * @param settings the kernel's settings of IPv4 interfaces, {@code /proc/sys/net/ipv4/conf}
   * @param ward the ward's interface; without it nothing is touched
   */
  ReversePath(Path settings, String ward) {
    this.settings = settings;
    this.ward = ward;
  }

  /** Lets marks count if any interface is checked; says once if that cannot be done. */
  void letMarksCount() {
    // for all interfaces: answers come in where the ward's traffic goes out, wherever that is
    Path marks = settings.resolve("all/src_valid_mark");
    try {
      if (checked() && !isSet(marks)) {
        Files.writeString(marks, "1\n");
        LOG.info("net.ipv4.conf.all.src_valid_mark is 1 now, as rp_filter is in use");
      }
      said.set(false);
    } catch (IOException e) {
      if (!said.getAndSet(true)) {
        LOG.error(
            "rp_filter drops admitted packets: set net.ipv4.conf.all.src_valid_mark=1 ({})",
            e.toString());
      }
    }
  }

  private boolean checked() throws IOException {
    if (!Files.isDirectory(settings.resolve(ward))) {
      return false;
    }
    try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(settings)) {
      for (Path each : interfaces) {
        if (isSet(each.resolve("rp_filter"))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a setting is not 0; one of an interface that has gone is. */
  private static boolean isSet(Path setting) throws IOException {
    return Files.exists(setting) && !Files.readString(setting).strip().equals("0");
  }
}
