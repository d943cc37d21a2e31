package org.wardgate.emulators.net;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives processes in a named network namespace an {@code /etc/hosts} of their own: {@code ip netns
 * exec} puts what lies in {@code /etc/netns/NAME} over {@code /etc}.
 */
final class GatewayHosts {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayHosts.class);
  private static final Path FOLDER = Path.of("/etc/netns");

  private final Path folder;

  GatewayHosts(String namespace) {
    this.folder = FOLDER.resolve(namespace);
  }

  /** For root: in the folder made for it. */
  void give(Path hosts) throws IOException {
    Files.createDirectories(folder);
    Files.copy(hosts, folder.resolve("hosts"), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * For a user with a mount namespace of his own, who may not write there: over the file itself.
   */
  static void mount(Path hosts) throws IOException {
    Programs.run(List.of("mount", "--bind", hosts.toString(), "/etc/hosts"));
  }

  /** Takes it away again. Idempotent. */
  void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve("hosts"));
      Files.deleteIfExists(folder);
      Files.deleteIfExists(FOLDER);
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("others use {} as well", e.getMessage());
    } catch (IOException e) {
      LOG.warn("not removed: {}", e.getMessage());
    }
  }
}
