package org.wardgate.attestation.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.attestation.scheme.MeasuredComponent;

/**
 * What was measured, compared with what was released. Immutable.
 *
 * @param measuredCount components measured
 * @param matchedCount of them released
 * @param runtimeCount of the matched ones, measured while running
 * @param outdatedCount of the matched ones, with a higher security version released
 * @param unknown measured but not released, for people
 * @param missing must be measured and was not, by name
 */
record Comparison(
    int measuredCount,
    int matchedCount,
    int runtimeCount,
    int outdatedCount,
    List<String> unknown,
    List<String> missing) {
  /** Copies the lists. */
  Comparison {
    unknown = List.copyOf(unknown);
    missing = List.copyOf(missing);
  }

  /** Everything matches, something does, and nothing is missing. */
  boolean good() {
    return matchedCount > 0 && unknown.isEmpty() && missing.isEmpty();
  }

  /** Compares. */
  static Comparison of(List<MeasuredComponent> measured, List<ReferenceComponent> references) {
    List<String> unknown = new ArrayList<>();
    int matched = 0;
    int runtime = 0;
    int outdated = 0;
    Set<String> names = new HashSet<>();
    Map<String, Long> newest = newest(references);
    for (MeasuredComponent component : measured) {
      names.add(component.name());
      Released released = released(component, references);
      if (!released.any()) {
        unknown.add(show(component));
        continue;
      }
      matched++;
      runtime += component.runtime() ? 1 : 0;
      OptionalLong svn = released.svn();
      boolean old = svn.isPresent() && svn.getAsLong() < newest.getOrDefault(component.name(), 0L);
      outdated += old ? 1 : 0;
    }
    return new Comparison(
        measured.size(), matched, runtime, outdated, unknown, missing(names, references));
  }

  private record Released(boolean any, OptionalLong svn) {}

  /** The released image with the highest security version that it can be. */
  private static Released released(
      MeasuredComponent component, List<ReferenceComponent> references) {
    boolean any = false;
    OptionalLong svn = OptionalLong.empty();
    for (ReferenceComponent reference : references) {
      if (is(component, reference)) {
        any = true;
        if (reference.svn().isPresent()
            && (svn.isEmpty() || reference.svn().getAsLong() > svn.getAsLong())) {
          svn = reference.svn();
        }
      }
    }
    return new Released(any, svn);
  }

  private static boolean is(MeasuredComponent component, ReferenceComponent reference) {
    return component.name().equals(reference.name())
        && (reference.signerId().isEmpty() || reference.signerId().equals(component.signerId()))
        && sameDigests(component.digests(), reference);
  }

  /** At least one hash is known for both, and every such one agrees. */
  private static boolean sameDigests(Map<String, Bytes> measured, ReferenceComponent reference) {
    boolean any = false;
    for (Map.Entry<String, Bytes> digest : measured.entrySet()) {
      Set<Bytes> released = reference.digests().get(digest.getKey());
      if (released != null) {
        if (!released.contains(digest.getValue())) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private static Map<String, Long> newest(List<ReferenceComponent> references) {
    Map<String, Long> newest = new HashMap<>();
    for (ReferenceComponent reference : references) {
      if (reference.svn().isPresent()) {
        newest.merge(reference.name(), reference.svn().getAsLong(), Math::max);
      }
    }
    return newest;
  }

  private static List<String> missing(Set<String> measured, List<ReferenceComponent> references) {
    List<String> missing = new ArrayList<>();
    for (ReferenceComponent reference : references) {
      if (!reference.optional()
          && !measured.contains(reference.name())
          && !missing.contains(reference.name())) {
        missing.add(reference.name());
      }
    }
    return missing;
  }

  private static String show(MeasuredComponent component) {
    String version = component.version().isEmpty() ? "" : " version " + component.version();
    String digest = component.digests().values().stream().findFirst().map(Bytes::hex).orElse("");
    return "component '" + component.name() + "'" + version + " measured " + digest;
  }
}
