package org.wardgate.emulators.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wardgate.emulators.net.Topology;
import org.wardgate.emulators.provision.DemoLayout;

/** How the distribution starts one gateway in the foreground. */
final class GatewayCommand {
  private GatewayCommand() {}

  /**
   * The command.
   *
   * @throws IOException if the distribution has none
   */
  static List<String> of(Options options, DemoLayout layout, Topology topology) throws IOException {
    Path script = options.home().resolve("lib").resolve("gateway");
    if (!Files.isExecutable(script)) {
      throw new IOException(
          script + " is missing: this is not a distribution; build it with ./wardgate demo");
    }
    return List.of(script.toString(), "run", "--instance", layout.root().toString());
  }
}
