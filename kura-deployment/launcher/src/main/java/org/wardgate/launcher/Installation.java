package org.wardgate.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wardgate.launcher.instance.FrameworkKind;

/**
 * Where the distribution lies.
 *
 * @param home its top folder
 */
public record Installation(Path home) {

  /**
   * The distribution this class was loaded from: the folder that holds {@code lib/launcher}.
   *
   * @throws IllegalStateException if it was loaded from elsewhere
   */
  public static Installation ofThisJar() {
    try {
      Path jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = jar.toAbsolutePath().getParent();
      while (home != null && !Files.isDirectory(home.resolve("lib/launcher"))) {
        home = home.getParent();
      }
      if (home == null) {
        throw new IllegalStateException("not started from a distribution: " + jar);
      }
      return new Installation(home);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the jar's location is not a path", e);
    }
  }

  /** The features. */
  public Path features() {
    return home.resolve("features");
  }

  /** The bundles. */
  public Path repository() {
    return home.resolve("repository");
  }

  /** The launcher's own jars. */
  public Path launcherJars() {
    return home.resolve("lib/launcher");
  }

  /** The jar of a framework. */
  public Path framework(FrameworkKind kind) {
    return home.resolve("lib/framework/" + kind.label() + ".jar");
  }

  /** The emulated ward's jars. */
  public Path demoJars() {
    return home.resolve("lib/demo");
  }

  /** The script that starts one gateway process with its JVM options. */
  public Path gatewayScript() {
    return home.resolve("lib/gateway");
  }
}
