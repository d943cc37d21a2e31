package org.wardgate.updater.resolve;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.pack.PackageBundle;
import org.wardgate.updater.pack.Platform;

/** Whose symbolic names an update uses, and whether its versions tell its contents apart. */
final class NameRules {
  /** What no set may lack where it runs. */
  private static final Set<String> ESSENTIAL =
      Set.of("org.wardgate.updater", "org.wardgate.decision", "org.wardgate.enforcement-nft");

  private final RunningBundles running;

  NameRules(RunningBundles running) {
    this.running = running;
  }

  /**
   * Checks the bundles that come.
   *
   * @param coming all of the package
   * @param planned those of them that would run
   * @throws RefusedException WG-UPD-0003, WG-UPD-0011 or WG-UPD-0012
   */
  void check(List<PackageBundle> coming, List<PackageBundle> planned) throws RefusedException {
    boolean kura = running.platform() == Platform.KURA;
    Map<String, Bundle> foreign = foreign();
    for (PackageBundle bundle : coming) {
      String name = bundle.symbolicName();
      if (kura && (!name.startsWith(RunningBundles.PREFIX) || name.equals(installer()))) {
        throw new RefusedException(UpdateErrors.FOREIGN_NAME, name + " is not of the gateway");
      }
      Bundle owner = foreign.get(name);
      if (owner != null) {
        throw new RefusedException(
            UpdateErrors.FOREIGN_NAME, name + " is bundle " + owner.getBundleId() + " of another");
      }
      sameContent(bundle);
    }
    requireEssential(planned);
  }

  /** What keeps the ward, and what would take the next update, is not updated away. */
  private void requireEssential(List<PackageBundle> planned) throws RefusedException {
    for (Bundle bundle : running.ours()) {
      String name = String.valueOf(bundle.getSymbolicName());
      if (ESSENTIAL.contains(name)
          && planned.stream().noneMatch(one -> one.symbolicName().equals(name))) {
        throw new RefusedException(
            UpdateErrors.BAD_PACKAGE, name + " runs here and would not with this package");
      }
    }
  }

  private static String installer() {
    return RunningBundles.INSTALLER;
  }

  private Map<String, Bundle> foreign() {
    Set<Bundle> ours = new HashSet<>(running.ours());
    Map<String, Bundle> foreign = new HashMap<>();
    running
        .all()
        .filter(bundle -> !ours.contains(bundle) && bundle.getSymbolicName() != null)
        .forEach(bundle -> foreign.put(bundle.getSymbolicName(), bundle));
    return foreign;
  }

  private void sameContent(PackageBundle bundle) throws RefusedException {
    Optional<Bundle> same = running.ours(bundle.symbolicName(), bundle.version());
    if (same.isEmpty()) {
      return;
    }
    String what = bundle.symbolicName() + ' ' + bundle.version();
    try {
      if (!RunningBundles.fingerprint(same.get()).equals(bundle.fingerprint())) {
        throw new RefusedException(UpdateErrors.SAME_VERSION, what);
      }
    } catch (IOException | IllegalStateException e) {
      throw new RefusedException(
          UpdateErrors.SAME_VERSION, what + " cannot be compared: " + e.getMessage(), e);
    }
  }
}
