package org.wardgate.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The bundles that belong together, in the framework and where the next start takes them from.
 * Until {@link #keep}, a start brings the set that ran before. Used by one thread at a time; {@link
 * #install} and {@link #putBack} may hang with a bundle's code, and then are interrupted.
 */
public interface BundleSet {

  /** Version of the set that runs; empty while there is none. */
  String version();

  /** Why this cannot exchange the bundles that run; empty if it can. Any thread may ask. */
  default String obstacle() {
    return "";
  }

  /**
   * The package of the set that runs, where the platform keeps it; absent if the platform needs
   * none to bring it back.
   *
   * @throws InstallException if it needs one and has none
   */
  Optional<Path> base() throws InstallException;

  /** Exchanges the bundles for those of a package; only those that differ stop. */
  void install(Staged staged) throws InstallException;

  /** Exchanges the bundles for those of the set that ran before. */
  void putBack(Staged previous) throws InstallException;

  /**
   * Lets the next start bring this set. Done at once or not at all, and fine if done already.
   *
   * @throws IOException if it could not be done
   */
  void keep(Staged staged) throws IOException;

  /** Bundles of the set last installed or put back that do not run as they should, a line each. */
  List<String> findings();

  /**
   * Bundles of a set that a start brought back and that do not run as they should, a line each.
   * Empty where a start brings a set as a whole or not at all.
   */
  default List<String> findings(Staged started) {
    return List.of();
  }
}
