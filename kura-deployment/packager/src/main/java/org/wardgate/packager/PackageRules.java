package org.wardgate.packager;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every package for Kura must keep. Stateless. */
final class PackageRules {
  /** Kura keeps packages in memory while it installs them. */
  static final long PACKAGE_MAX_BYTES = 30L * 1024 * 1024;

  private static final String OURS = "org.wardgate.";
  private static final String KURA = "org.eclipse.kura";
  private static final String OSGI = "org.osgi";

  private PackageRules() {}

  /**
   * Checks the bundles of a package that shares a framework with others' bundles: each once, each
   * under a name of ours, none with a class in a package of Kura's or of the framework's.
   */
  static void check(List<BundleFile> bundles) throws PackagingException {
    once(bundles);
    for (BundleFile bundle : bundles) {
      if (!bundle.symbolicName().startsWith(OURS)) {
        throw new PackagingException(
            bundle.symbolicName() + " belongs to somebody else: a package may not bring it");
      }
      for (String name : bundle.packages()) {
        if (isIn(name, KURA) || isIn(name, OSGI)) {
          throw new PackagingException(bundle.symbolicName() + " contains the package " + name);
        }
      }
    }
  }

  /** Checks that no symbolic name and no file name comes twice. */
  static void once(List<BundleFile> bundles) throws PackagingException {
    Set<String> names = new HashSet<>();
    for (BundleFile bundle : bundles) {
      if (!names.add(bundle.symbolicName()) || !names.add("file " + bundle.name())) {
        throw new PackagingException(bundle.symbolicName() + " is there twice");
      }
    }
    if (bundles.isEmpty()) {
      throw new PackagingException("a package without bundles");
    }
  }

  private static boolean isIn(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
