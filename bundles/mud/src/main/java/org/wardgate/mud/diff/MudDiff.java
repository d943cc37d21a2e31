package org.wardgate.mud.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.policy.Bandwidth;

/**
 * What changes when one version of a MUD file takes another's place.
 *
 * @param policy what an admitted device may do
 * @param bootstrapping what it may do before
 * @param facts everything else, as {@code name: old → new}
 * @param faster whether it may send or be sent more at a time than before
 */
public record MudDiff(RuleDiff policy, RuleDiff bootstrapping, List<String> facts, boolean faster) {
  /** Copies the list. */
  public MudDiff {
    facts = List.copyOf(facts);
  }

  /** Compares two versions. Pure. */
  public static MudDiff between(CompiledMudFile before, CompiledMudFile after) {
    List<String> facts = new ArrayList<>();
    FactDiff.add(facts, before.facts(), after.facts());
    add(facts, "MUD URL", before, after, file -> file.policy().origin());
    add(facts, "bandwidth", before, after, file -> words(file.policy().bandwidth()));
    return new MudDiff(
        RuleDiff.between(Optional.of(before.policy()), Optional.of(after.policy())),
        RuleDiff.between(before.bootstrapping(), after.bootstrapping()),
        facts,
        faster(before.policy().bandwidth(), after.policy().bandwidth()));
  }

  /** Whether nothing changes but perhaps the bytes of the file. */
  public boolean same() {
    return facts.isEmpty() && policy.same() && bootstrapping.same();
  }

  /** Whether the device may perhaps do more than before. */
  public boolean wider() {
    return policy.wider() || bootstrapping.wider() || faster;
  }

  private static void add(
      List<String> facts,
      String name,
      CompiledMudFile before,
      CompiledMudFile after,
      Function<CompiledMudFile, String> fact) {
    FactDiff.add(facts, name, fact.apply(before), fact.apply(after));
  }

  private static boolean faster(Optional<Bandwidth> before, Optional<Bandwidth> after) {
    Bandwidth unlimited = new Bandwidth(Long.MAX_VALUE, Long.MAX_VALUE);
    Bandwidth old = before.orElse(unlimited);
    Bandwidth now = after.orElse(unlimited);
    return now.fromDeviceBytesPerSecond() > old.fromDeviceBytesPerSecond()
        || now.toDeviceBytesPerSecond() > old.toDeviceBytesPerSecond();
  }

  private static String words(Optional<Bandwidth> bandwidth) {
    return bandwidth
        .map(
            b ->
                words(b.fromDeviceBytesPerSecond())
                    + " from, "
                    + words(b.toDeviceBytesPerSecond())
                    + " to the device")
        .orElse("no limit");
  }

  private static String words(long bytesPerSecond) {
    return bytesPerSecond == Long.MAX_VALUE ? "no limit" : bytesPerSecond + " bytes/s";
  }
}
