package org.wardgate.launcher.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The steps from one plan to another.
 *
 * @param uninstall keys of bundles that go
 * @param install bundles that come
 * @param update bundles whose jar changed
 * @param configure PIDs to set, with their values
 * @param unconfigure PIDs to delete
 */
public record PlanDifference(
    List<String> uninstall,
    List<PlannedBundle> install,
    List<PlannedBundle> update,
    Map<String, Map<String, Object>> configure,
    Set<String> unconfigure) {

  /** Computes the steps. */
  public static PlanDifference between(Plan running, Plan wanted) {
    Map<String, PlannedBundle> before = running.byKey();
    Map<String, PlannedBundle> after = wanted.byKey();
    Set<String> unconfigure = new TreeSet<>(running.configurations().keySet());
    unconfigure.removeAll(wanted.configurations().keySet());
    Map<String, Map<String, Object>> configure = new LinkedHashMap<>(wanted.configurations());
    configure
        .entrySet()
        .removeIf(entry -> same(running.configurations().get(entry.getKey()), entry.getValue()));
    return new PlanDifference(
        before.keySet().stream().filter(key -> !after.containsKey(key)).toList(),
        wanted.bundles().stream().filter(b -> !before.containsKey(b.id().key())).toList(),
        wanted.bundles().stream().filter(b -> changed(before.get(b.id().key()), b)).toList(),
        configure,
        unconfigure);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return uninstall.isEmpty()
        && install.isEmpty()
        && update.isEmpty()
        && configure.isEmpty()
        && unconfigure.isEmpty();
  }

  private static boolean changed(@Nullable PlannedBundle before, PlannedBundle after) {
    return before != null
        && !(before.id().equals(after.id()) && before.fingerprint().equals(after.fingerprint()));
  }

  private static boolean same(@Nullable Map<String, Object> before, Map<String, Object> after) {
    return before != null
        && before.keySet().equals(after.keySet())
        && before.entrySet().stream()
            .allMatch(
                entry ->
                    Arrays.deepEquals(
                        new Object[] {entry.getValue()}, new Object[] {after.get(entry.getKey())}));
  }
}
