package org.wardgate.command.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;

/**
 * Where this user's instances lie, and which one a command means.
 *
 * @param installation the distribution
 * @param folder {@code $WARDGATE_HOME}, or {@code .wardgate} beside the script
 */
public record Home(Installation installation, Path folder) {

  /** The option that names an instance's directory. */
  public static final String OPTION = "--instance";

  private static final Path NAMED_NAMESPACES = Path.of("/run/netns");

  /** From the environment. */
  public static Home of(Installation installation, Map<String, String> environment) {
    String home = environment.get("WARDGATE_HOME");
    String root = environment.getOrDefault("WARDGATE_ROOT", installation.home().toString());
    Path folder = home != null ? Path.of(home) : Path.of(root, ".wardgate");
    return new Home(installation, folder.toAbsolutePath().normalize());
  }

  /** Where the demo's gateway lives. */
  public Path demo() {
    return folder.resolve("demo");
  }

  /**
   * The instance a command means: the one it names, else the demo's while the demo is up, else the
   * standalone one.
   *
   * @throws RefusedException if its file is malformed
   */
  public Instance instance(Arguments arguments) throws RefusedException {
    Optional<Path> named = arguments.option(OPTION).map(Path::of);
    if (named.isPresent()) {
      return InstanceReader.read(named.get());
    }
    if (Files.exists(demo().resolve(Instance.FILE_NAME))) {
      Instance demo = InstanceReader.read(demo());
      if (new GatewayHandle(demo).process().isPresent() || namespacesExist(demo)) {
        return demo;
      }
    }
    return InstanceReader.read(folder.resolve("standalone"));
  }

  /** Whether the namespaces an instance runs in are there; false if it names none. */
  static boolean namespacesExist(Instance instance) {
    if (instance.namespaceHolder().isPresent()) {
      return ProcessHandle.of(instance.namespaceHolder().get()).isPresent();
    }
    return instance
        .networkNamespace()
        .map(name -> Files.exists(NAMED_NAMESPACES.resolve(name)))
        .orElse(false);
  }
}
