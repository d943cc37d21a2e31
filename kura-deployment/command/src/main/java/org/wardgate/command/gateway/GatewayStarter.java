package org.wardgate.command.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.plan.Directories;

/**
 * Starts gateway processes that outlive the command: in a session of their own, and in the
 * namespaces the instance names.
 *
 * @param installation the distribution
 */
record GatewayStarter(Installation installation) {

  private static final int LAST_WORDS_LINES = 3;

  /**
   * Starts a process.
   *
   * @throws RefusedException {@link LauncherErrors#NAMESPACE_MISSING}
   * @throws IOException if the programs needed are not there
   */
  Process start(Instance instance) throws RefusedException, IOException {
    boolean elsewhere =
        instance.networkNamespace().isPresent() || instance.namespaceHolder().isPresent();
    if (elsewhere && !Home.namespacesExist(instance)) {
      throw new RefusedException(
          LauncherErrors.NAMESPACE_MISSING, instance.networkNamespace().orElse("user namespace"));
    }
    Directories.createPrivate(instance.directory());
    ProcessBuilder builder = new ProcessBuilder(line(instance));
    builder.environment().put("WARDGATE_PROFILE", instance.profile());
    builder.environment().put("JAVA", java());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(lastWordsFile(instance).toFile());
    return builder.start();
  }

  private List<String> line(Instance instance) {
    List<String> line = new ArrayList<>();
    instance
        .namespaceHolder()
        .ifPresent(
            pid ->
                line.addAll(
                    List.of("nsenter", "-t", "" + pid, "-U", "-n", "--preserve-credentials")));
    instance
        .networkNamespace()
        .filter(name -> instance.namespaceHolder().isEmpty())
        .ifPresent(name -> line.addAll(List.of("ip", "netns", "exec", name)));
    line.addAll(
        List.of(
            "setsid",
            installation.gatewayScript().toString(),
            Home.OPTION,
            instance.directory().toString()));
    return line;
  }

  /** The JVM this command runs on is good enough for the gateway. */
  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** What the process wrote outside its log, in one line: why a JVM did not start. */
  static String lastWords(Instance instance) {
    try (Stream<String> lines = Files.lines(lastWordsFile(instance))) {
      return String.join(" / ", lines.limit(LAST_WORDS_LINES).toList());
    } catch (IOException | UncheckedIOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Path lastWordsFile(Instance instance) {
    return instance.directory().resolve("gateway.out");
  }
}
