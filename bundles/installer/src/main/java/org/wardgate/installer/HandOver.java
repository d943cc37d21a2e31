package org.wardgate.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.installer.disk.DurableFiles;

/**
 * The directory through which updater and installer speak. Used by one thread at a time on each
 * side.
 */
public final class HandOver {

  /** Steps that wait for the updater at most; then the oldest go. */
  static final int STEPS_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final String PENDING = ".pending";

  private final Path directory;
  private final DurableFiles files;

  /** Over a directory of the updater's. */
  public HandOver(Path directory, DurableFiles files) {
    this.directory = directory;
    this.files = files;
  }

  DurableFiles files() {
    return files;
  }

  Path sets() {
    return directory.resolve("sets");
  }

  private Path steps() {
    return directory.resolve("steps");
  }

  private Path request() {
    return directory.resolve("request.properties");
  }

  private Path stagedDirectory(String id) {
    return directory.resolve("staged").resolve(id);
  }

  /** The installer's own state. */
  public State state() throws IOException {
    Optional<Map<String, String>> properties =
        files.properties(directory.resolve("state.properties"));
    try {
      return properties.map(State::of).orElse(State.NEW);
    } catch (IllegalArgumentException e) {
      throw new IOException("state.properties is malformed: " + e.getMessage(), e);
    }
  }

  /** Writes a state. */
  State enter(State state) throws IOException {
    files.write(directory.resolve("state.properties"), state.properties());
    return state;
  }

  /** Writes a state and a step, both or neither. */
  State enter(State state, Step step) throws IOException {
    return enter(state, step, state);
  }

  /** Writes a state and a step of what may be another update, both or neither. */
  State enter(State state, Step step, State about) throws IOException {
    State counted = state.counted(1);
    State told = about.counted(1);
    files.disk().makeDirectory(steps());
    Path pending = steps().resolve(name(counted.number()) + PENDING);
    files.write(pending, step.properties(told, counted.since()));
    enter(counted);
    publish(pending);
    LOG.info("update {}: {} {}", told.id(), step.state(), step.detail());
    return counted;
  }

  /** Completes or drops the step that a power cut caught halfway. */
  void settle(State state) throws IOException {
    for (String name : files.disk().list(steps())) {
      Path file = steps().resolve(name);
      if (name.endsWith(".tmp") || name.endsWith(PENDING)) {
        if (name.equals(name(state.number()) + PENDING)) {
          publish(file);
        } else {
          files.remove(file);
        }
      }
    }
  }

  private void publish(Path pending) throws IOException {
    String name = String.valueOf(pending.getFileName());
    files.rename(
        pending,
        steps().resolve(name.substring(0, name.length() - PENDING.length()) + ".properties"));
    List<String> waiting = files.disk().list(steps());
    for (String oldest : waiting.subList(0, Math.max(0, waiting.size() - STEPS_MAX))) {
      LOG.warn("too many steps wait: {} is lost", oldest);
      files.remove(steps().resolve(oldest));
    }
  }

  private static String name(long number) {
    return String.format(Locale.ROOT, "%020d", number);
  }

  /**
   * What the updater asks for, if anything.
   *
   * @throws InstallException {@link Fault#BAD_REQUEST}
   */
  Optional<Request> requested() throws InstallException {
    if (!files.disk().exists(request())) {
      return Optional.empty();
    }
    try {
      return files.properties(request()).map(Request::of);
    } catch (IOException | IllegalArgumentException e) {
      throw new InstallException(Fault.BAD_REQUEST, "request.properties: " + e.getMessage(), e);
    }
  }

  /** Whether what is asked for is this update, so that it is in progress already. */
  boolean requestedIs(String id) {
    try {
      return requested().filter(one -> one.back() || one.id().equals(id)).isPresent();
    } catch (InstallException e) {
      return false;
    }
  }

  void dropRequest() throws IOException {
    files.remove(request());
  }

  /**
   * A staged set, whose package is what it was.
   *
   * @throws InstallException {@link Fault#BAD_REQUEST}, {@link Fault#WRONG_PACKAGE}
   */
  Staged staged(String id) throws InstallException {
    Path file = stagedDirectory(id).resolve("package.dp");
    try {
      Map<String, String> properties =
          files
              .properties(stagedDirectory(id).resolve("update.properties"))
              .orElseThrow(() -> new InstallException(Fault.BAD_REQUEST, "nothing is staged"));
      Staged staged = Staged.of(file, properties);
      if (!staged.id().equals(id) || !files.disk().sha256(file).equals(id)) {
        throw new InstallException(Fault.WRONG_PACKAGE, "the staged package is not the one staged");
      }
      return staged;
    } catch (IllegalArgumentException e) {
      throw new InstallException(Fault.BAD_REQUEST, "update.properties: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new InstallException(Fault.WRONG_PACKAGE, "the staged package cannot be read: " + e, e);
    }
  }

  void dropStaged(String id) throws IOException {
    if (!id.isEmpty()) {
      files.removeDirectory(stagedDirectory(id));
    }
  }

  /** Highest version ever committed; empty if none was. */
  String committed() throws IOException {
    return files
        .properties(directory.resolve("committed.properties"))
        .map(properties -> properties.getOrDefault("version", ""))
        .orElse("");
  }

  /** A version counts. The highest that ever did never falls, whatever comes after it. */
  void committed(String version) throws IOException {
    if (isHigher(version, committed())) {
      files.write(directory.resolve("committed.properties"), Map.of("version", version));
    }
  }

  /** Whether a version is higher than another; everything is higher than none. */
  static boolean isHigher(String version, String than) throws IOException {
    try {
      return than.isEmpty() || Version.parseVersion(version).compareTo(new Version(than)) > 0;
    } catch (IllegalArgumentException e) {
      throw new IOException("not a version: " + e.getMessage(), e);
    }
  }
}
