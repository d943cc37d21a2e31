package org.wardgate.launcher.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One gateway on this machine, as its {@code instance.json} describes it.
 *
 * @param directory where it lives; absolute
 * @param features which features it runs, in order: later ones override configuration
 * @param framework the OSGi framework
 * @param profile the JVM profile, {@code small} or {@code large}
 * @param configurations overrides by PID; an empty {@link Optional} as value removes a property
 * @param networkNamespace the named network namespace it runs in, absent for the caller's own
 * @param namespaceHolder id of a process in whose user and network namespaces it runs, absent for
 *     the caller's own
 */
public record Instance(
    Path directory,
    List<String> features,
    FrameworkKind framework,
    String profile,
    Map<String, Map<String, Object>> configurations,
    Optional<String> networkNamespace,
    Optional<Long> namespaceHolder) {

  /** The name of the describing file. */
  public static final String FILE_NAME = "instance.json";

  /** What a gateway runs that does not say. */
  public static final List<String> FEATURES_DEFAULT = List.of("core", "coap", "console", "felix");

  /** Where an operator puts files that the default configurations name. */
  private static final List<String> FOLDERS =
      List.of("inventory", "mud", "references", "profiles", "vulnerabilities");

  /** Copies the collections. */
  public Instance {
    features = List.copyOf(features);
    configurations = Map.copyOf(configurations);
  }

  /** An instance without a file: everything default. */
  public static Instance ofDefaults(Path directory) {
    return new Instance(
        directory.toAbsolutePath().normalize(),
        FEATURES_DEFAULT,
        FrameworkKind.FELIX,
        "small",
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with another framework. */
  public Instance with(FrameworkKind other) {
    return new Instance(
        directory, features, other, profile, configurations, networkNamespace, namespaceHolder);
  }

  /** What operators set in the console; counts more than features and instance. */
  public Path settingsFile() {
    return directory.resolve("settings.json");
  }

  /** Holds the id of the running process. */
  public Path pidFile() {
    return directory.resolve("gateway.pid");
  }

  /** Locked while a gateway runs. */
  public Path lockFile() {
    return directory.resolve("gateway.lock");
  }

  /** The gateway's log. */
  public Path logFile() {
    return directory.resolve("gateway.log");
  }

  /** The admin API as a Unix socket: reachable from every network namespace of this machine. */
  public Path adminSocket() {
    return directory.resolve("admin.sock");
  }

  /** The framework's storage, emptied at every start. */
  public Path cache() {
    return directory.resolve("cache");
  }

  /** What must survive. */
  public Path data() {
    return directory.resolve("data");
  }

  /** The plan in force, with its jars: what a failed change goes back to. */
  public Path runningPlan() {
    return directory.resolve("running");
  }

  /** The last plan with which a start became healthy, with its jars. */
  public Path lastGoodPlan() {
    return directory.resolve("last-good");
  }

  /** Says in one line why the wanted plan does not run; absent while it does. */
  public Path planFailure() {
    return directory.resolve("plan-failure.txt");
  }

  /**
   * The folders an operator puts files into: the inventory, MUD files, reference values, protection
   * profiles, what is known about vulnerabilities; with the feature {@code dev} also the watched
   * folder for bundles.
   */
  public List<Path> folders() {
    Stream<String> watched = features.contains("dev") ? Stream.of("load") : Stream.empty();
    return Stream.concat(FOLDERS.stream(), watched).map(directory::resolve).toList();
  }
}
