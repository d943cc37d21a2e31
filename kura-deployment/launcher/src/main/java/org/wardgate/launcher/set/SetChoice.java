package org.wardgate.launcher.set;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.installer.Staged;
import org.wardgate.installer.disk.DurableFiles;
import org.wardgate.installer.disk.RealDisk;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.plan.Directories;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.Planner;

/**
 * Which set an instance runs. {@code set.properties} in the instance's directory names the one that
 * counts; without it the distribution's counts. Thread-safe.
 */
public final class SetChoice {

  private static final Logger LOG = LoggerFactory.getLogger(SetChoice.class);
  private static final String MALFORMED = "set.properties.malformed";
  private static final String PREVIOUS = "previous";
  private static final String PREVIOUS_VERSION = "previousVersion";

  private final Path instance;
  private final Planner distribution;
  private final InstalledSet own;
  private final DurableFiles files = new DurableFiles(new RealDisk());

  private volatile InstalledSet inForce;

  private SetChoice(Path instance, Planner distribution, InstalledSet own) {
    this.instance = instance;
    this.distribution = distribution;
    this.own = own;
    this.inForce = own;
  }

  /**
   * What an instance shall run. Sets that do not count any more are removed: nothing runs yet that
   * has them open.
   *
   * @param distribution plans what the distribution has
   * @throws IOException if the instance's directory cannot be used
   */
  public static SetChoice read(Path instance, Planner distribution) throws IOException {
    SetChoice choice = new SetChoice(instance, distribution, own(distribution));
    try {
      choice.inForce = choice.kept().orElse(choice.own);
      choice.removeOld();
    } catch (IllegalArgumentException e) {
      LOG.error("set.properties is malformed: running the distribution's set", e);
      // out of the way of the next update; which folders were meant is not known, so all stay
      choice.files.rename(choice.pointer(), instance.resolve(MALFORMED));
    }
    LOG.info("the set that counts is {} {}", choice.inForce.version(), choice.inForce.id());
    return choice;
  }

  /** The distribution's version is that of its features. */
  private static InstalledSet own(Planner distribution) {
    for (String feature : new String[] {"core", "felix"}) {
      for (Path folder : distribution.featuresFolders()) {
        try {
          String maven = FeatureReader.read(folder.resolve(feature + ".json")).id().version();
          return new InstalledSet(Staged.WITHOUT_PACKAGE, osgi(maven));
        } catch (RefusedException e) {
          LOG.debug("no feature to take the version from: {}", e.getMessage());
        }
      }
    }
    return new InstalledSet(Staged.WITHOUT_PACKAGE, Version.emptyVersion.toString());
  }

  private static String osgi(String maven) {
    String version = maven.replace('-', '.');
    try {
      return Version.parseVersion(version).toString();
    } catch (IllegalArgumentException e) {
      LOG.warn("not a version: {}", maven);
      return Version.emptyVersion.toString();
    }
  }

  private Optional<InstalledSet> kept() throws IOException {
    Optional<InstalledSet> kept =
        pointed()
            .filter(properties -> !Staged.WITHOUT_PACKAGE.equals(properties.get("id")))
            .map(InstalledSet::of);
    if (kept.isPresent() && isOlder(kept.get().version())) {
      LOG.info("the distribution is newer than the set that came as an update");
      return Optional.empty();
    }
    if (kept.isPresent() && !Files.isDirectory(folder(kept.get().id()))) {
      LOG.error("the set {} is missing: running the distribution's", kept.get().id());
      return Optional.empty();
    }
    return kept;
  }

  /**
   * What the pointer says.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  private Optional<Map<String, String>> pointed() throws IOException {
    try {
      return files.properties(pointer());
    } catch (IOException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof CharacterCodingException) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      throw e;
    }
  }

  private boolean isOlder(String version) {
    return Version.parseVersion(version).compareTo(Version.parseVersion(own.version())) < 0;
  }

  private Set<String> wanted() throws IOException {
    Set<String> wanted = new HashSet<>();
    files
        .properties(pointer())
        .ifPresent(
            properties -> {
              wanted.add(properties.getOrDefault("id", ""));
              wanted.add(properties.getOrDefault(PREVIOUS, ""));
            });
    return wanted;
  }

  private void removeOld() throws IOException {
    Set<String> wanted = wanted();
    for (String name : files.disk().list(sets())) {
      if (!wanted.contains(name)) {
        Directories.delete(sets().resolve(name));
      }
    }
  }

  /** Version of the set that runs. */
  public String version() {
    return inForce.version();
  }

  /** What plans the set that runs. */
  public Planner planner() {
    return planner(inForce);
  }

  Planner planner(InstalledSet set) {
    return set.id().equals(Staged.WITHOUT_PACKAGE)
        ? distribution
        : distribution.under(folder(set.id()));
  }

  /**
   * Notes which set a plan belongs to that runs in place of the one that should.
   *
   * @param instance whose plan it is
   */
  public void recognise(Instance instance, Plan running) {
    List<InstalledSet> candidates = new ArrayList<>(List.of(inForce, own));
    try {
      Map<String, String> properties = files.properties(pointer()).orElse(Map.of());
      String previous = properties.getOrDefault(PREVIOUS, "");
      if (Files.isDirectory(folder(previous)) && !previous.isEmpty()) {
        candidates.add(
            new InstalledSet(previous, properties.getOrDefault(PREVIOUS_VERSION, own.version())));
      }
      for (InstalledSet candidate : candidates) {
        if (makes(candidate, instance, running)) {
          if (!candidate.equals(inForce)) {
            LOG.error("running the set {} instead of {}", candidate.version(), inForce.version());
            inForce = candidate;
          }
          return;
        }
      }
      LOG.error("no telling which set runs");
    } catch (IOException e) {
      LOG.error("no telling which set runs: {}", e.getMessage());
    }
  }

  private boolean makes(InstalledSet candidate, Instance instance, Plan running) {
    try {
      return planner(candidate).plan(instance).sameAs(running);
    } catch (RefusedException e) {
      LOG.warn("the set {} makes no plan: {}", candidate.version(), e.getMessage());
      return false;
    }
  }

  InstalledSet inForce() {
    return inForce;
  }

  void inForce(InstalledSet set) {
    inForce = set;
  }

  /** Lets the next start bring a set. Done at once or not at all; fine if done already. */
  void keep(InstalledSet set) throws IOException {
    Map<String, String> before = files.properties(pointer()).orElse(Map.of());
    String counted = before.getOrDefault("id", Staged.WITHOUT_PACKAGE);
    if (!counted.equals(set.id())) {
      files.write(
          pointer(),
          Map.of(
              "id",
              set.id(),
              "version",
              set.version(),
              PREVIOUS,
              counted,
              PREVIOUS_VERSION,
              before.getOrDefault("version", own.version())));
    }
  }

  /** Removes the folder of a set that runs no more, unless it counts or did before. */
  void drop(InstalledSet set) throws IOException {
    if (!set.equals(inForce)
        && !set.id().equals(Staged.WITHOUT_PACKAGE)
        && !wanted().contains(set.id())) {
      Directories.delete(folder(set.id()));
    }
  }

  /** The set with that id, which the distribution has or which lies in a folder. */
  InstalledSet find(String id, String version) {
    return id.equals(Staged.WITHOUT_PACKAGE) ? own : new InstalledSet(id, version);
  }

  private Path pointer() {
    return instance.resolve("set.properties");
  }

  Path sets() {
    return instance.resolve("sets");
  }

  Path folder(String id) {
    return sets().resolve(id);
  }
}
