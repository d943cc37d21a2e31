package org.wardgate.updater.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * The updater's side of the directory through which it speaks with the installer. Whatever the
 * updater writes is complete before {@code request.properties} names it.
 */
public final class HandOver {
  private static final String IDLE = "IDLE";
  private static final String STATE = "state.properties";
  private static final String PACKAGE = "package.dp";
  private static final String UPDATE = "update.properties";
  private static final Pattern STEP = Pattern.compile("[0-9]{20}\\.properties");

  private final Path directory;

  /**
   * Makes what is missing.
   *
   * @param directory for its owner alone
   */
  public HandOver(Path directory) throws IOException {
    this.directory = directory;
    for (String name : List.of("staged", "steps", "sets", "inbox")) {
      Path unused = Folders.make(directory.resolve(name));
    }
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Where an operator may put packages. */
  public Path inbox() {
    return directory.resolve("inbox");
  }

  /** Where the package of an update lies for the installer. */
  public Path staged(String id) {
    return directory.resolve("staged").resolve(id);
  }

  /**
   * What an update is to the installer.
   *
   * @param id SHA-256 of its package
   * @param version it brings
   * @param from version that runs
   * @param expires when it must have been installed
   * @param probes to try
   * @param probationSeconds through which it must stay healthy
   * @param installSeconds within which it must become healthy
   */
  public record Order(
      String id,
      String version,
      String from,
      Instant expires,
      List<String> probes,
      int probationSeconds,
      int installSeconds) {
    /** Copies the list. */
    public Order {
      probes = List.copyOf(probes);
    }

    private Map<String, String> properties() {
      Map<String, String> all = new HashMap<>();
      all.put("id", id);
      all.put("sha256", id);
      all.put("version", version);
      all.put("from", from);
      all.put("expires", expires.toString());
      all.put("probes", String.join(",", probes));
      all.put("probationSeconds", Integer.toString(probationSeconds));
      all.put("installSeconds", Integer.toString(installSeconds));
      return all;
    }
  }

  /** Puts a package where the installer takes it from; nothing is asked for yet. */
  public void stage(Order order, Path content) throws IOException {
    Path folder = staged(order.id());
    Folders.remove(folder);
    Path unused = Folders.make(folder);
    Folders.link(content, folder.resolve(PACKAGE));
    PropertyFile.write(folder.resolve(UPDATE), order.properties());
    Folders.sync(directory.resolve("staged"));
  }

  /** Whether a package lies complete for the installer. */
  public boolean isStaged(String id) {
    return Files.exists(staged(id).resolve(UPDATE)) && Files.exists(staged(id).resolve(PACKAGE));
  }

  /** Asks the installer to install what was staged. */
  public void requestInstall(String id) throws IOException {
    PropertyFile.write(request(), Map.of("action", "install", "id", id));
  }

  /** Asks the installer to go back to the set before. */
  public void requestBack(String previousId) throws IOException {
    PropertyFile.write(request(), Map.of("action", "back", "id", previousId));
  }

  /**
   * Whether nothing is asked for and nothing is being installed.
   *
   * @throws IOException if nobody can tell
   */
  public boolean idle() throws IOException {
    return isInstallerIdle() && !Files.exists(request());
  }

  /** A state without a phase is none: the installer does not go on with it either. */
  private boolean isInstallerIdle() throws IOException {
    Optional<Map<String, String>> state = PropertyFile.read(directory.resolve(STATE));
    if (state.isEmpty()) {
      return true;
    }
    String phase = state.get().get("phase");
    if (phase == null) {
      throw new IOException(STATE + " is malformed: it has no phase");
    }
    return IDLE.equals(phase);
  }

  /**
   * Takes back what was asked for and nobody began with.
   *
   * @return whether the installer is idle, and nothing else is asked for
   */
  public boolean withdraw(String id) throws IOException {
    Map<String, String> asked = PropertyFile.read(request()).orElse(Map.of("id", id));
    if (!isInstallerIdle() || !id.equals(asked.get("id"))) {
      return false;
    }
    Folders.remove(request());
    return true;
  }

  /** Removes what lies for the installer of updates that it needs no more. */
  public void clean(List<String> needed) throws IOException {
    for (String name : Folders.names(directory.resolve("staged"))) {
      if (!needed.contains(name)) {
        Folders.remove(staged(name));
      }
    }
  }

  /** Id and version of the set that runs, if it is known. */
  public Optional<KnownSet> current() throws IOException {
    return set("current");
  }

  /** Id and version of the set before it, if it is kept. */
  public Optional<KnownSet> previous() throws IOException {
    return set("previous");
  }

  /** The highest version that ever counted here. */
  public Optional<Version> committed() throws IOException {
    return version(properties("committed.properties"));
  }

  /**
   * A set.
   *
   * @param id SHA-256 of its package, or what the installer calls the one without
   * @param version of it
   */
  public record KnownSet(String id, Version version) {}

  /** The installer's steps that wait, oldest first. */
  public List<Path> steps() throws IOException {
    List<Path> steps = new ArrayList<>();
    for (String name : Folders.names(directory.resolve("steps"))) {
      if (STEP.matcher(name).matches()) {
        steps.add(directory.resolve("steps").resolve(name));
      }
    }
    return steps;
  }

  private Optional<KnownSet> set(String name) throws IOException {
    Map<String, String> all = properties("sets/" + name + ".properties");
    return version(all).map(version -> new KnownSet(all.getOrDefault("id", ""), version));
  }

  private static Optional<Version> version(Map<String, String> properties) throws IOException {
    String text = properties.getOrDefault("version", "");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Version.parseVersion(text));
    } catch (IllegalArgumentException e) {
      throw new IOException("a version that is none", e);
    }
  }

  private Map<String, String> properties(String name) throws IOException {
    return PropertyFile.read(directory.resolve(name)).orElse(Map.of());
  }

  private Path request() {
    return directory.resolve("request.properties");
  }
}
