package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.console.access.BreakGlassCodes;
import org.wardgate.launcher.instance.Instance;

/**
 * A gateway seen from outside: its process, its files.
 *
 * @param instance which
 */
public record GatewayHandle(Instance instance) {

  private static final String PLATFORM_PID = "org.wardgate.platform.felix";

  /**
   * The running process. A pid file may outlive its process, and the number may belong to another
   * by now: it counts only if that process was started for this instance.
   */
  public Optional<ProcessHandle> process() {
    try {
      long pid = Long.parseLong(Files.readString(instance.pidFile()).strip());
      return ProcessHandle.of(pid).filter(process -> startedForThis(pid));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean startedForThis(long pid) {
    try {
      String line =
          Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
      List<String> words = List.of(line.split("\0"));
      return words.contains("run") && words.contains(instance.directory().toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** The data directory. */
  public Path dataDirectory() {
    Object configured =
        instance.configurations().getOrDefault(PLATFORM_PID, Map.of()).get("dataDirectory");
    return configured == null
        ? instance.data()
        : Path.of(
            configured.toString().replace("${wardgate.instance}", instance.directory().toString()));
  }

  /** The file with the admin token. */
  public Path tokenFile() {
    return dataDirectory().resolve("admin/admin.token");
  }

  /**
   * The admin API of the running gateway.
   *
   * @throws RefusedException {@link LauncherErrors#NOT_RUNNING}
   */
  public AdminClient client() throws RefusedException {
    return client(tokenFile());
  }

  /**
   * The admin API of the running gateway, asked by whoever's token it is.
   *
   * @throws RefusedException {@link LauncherErrors#NOT_RUNNING}
   */
  public AdminClient client(Path token) throws RefusedException {
    if (process().isEmpty()) {
      throw new RefusedException(LauncherErrors.NOT_RUNNING, instance.directory().toString());
    }
    return new AdminClient(instance.adminSocket(), token);
  }

  /** Where the tokens of named operators lie. */
  public Path operators() {
    return dataDirectory().resolve("admin/operators");
  }

  /** Where the hashes of break-glass codes lie. */
  public Path breakGlass() {
    return dataDirectory().resolve("admin").resolve(BreakGlassCodes.DIRECTORY);
  }

  /** Why the wanted plan does not run, in one line; empty while it does. */
  public String planFailure() throws IOException {
    return Files.exists(instance.planFailure())
        ? Files.readString(instance.planFailure()).strip()
        : "";
  }
}
