package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Remote;

/**
 * Spreads entries over as few sets as it can, so that no two in one set overlap. What an earlier
 * one covers is left out. Entries keep their order, so that the earlier of two rules counts the
 * packets both match; only if that needs too many sets, neighbours are joined and the widest comes
 * first.
 */
final class Layers {
  /** Most entries of one run of rules. */
  static final int BOXES_MAX_COUNT = 4_096;

  /** Most sets one run may need; each costs every packet a lookup. */
  static final int LAYERS_MAX_COUNT = 32;

  /** Most sets that keeping the order may cost. */
  static final int ORDERED_MAX_COUNT = 16;

  private final int maxCount;
  private final boolean ordered;
  private final List<Builder> layers = new ArrayList<>();

  private record Builder(List<Remote> groups, List<Entry> entries) {}

  private Layers(boolean ordered) {
    this.ordered = ordered;
    this.maxCount = ordered ? ORDERED_MAX_COUNT : LAYERS_MAX_COUNT;
  }

  /**
   * Spreads entries.
   *
   * @throws RefusedException if there are too many or they overlap in too many ways
   */
  static List<Layer> of(List<Entry> entries) throws RefusedException {
    if (entries.size() > BOXES_MAX_COUNT) {
      throw tooMany(entries.size() + " address and port ranges");
    }
    Optional<List<Layer>> inOrder = new Layers(true).spread(entries);
    if (inOrder.isPresent()) {
      return inOrder.get();
    }
    List<Entry> widestFirst = new ArrayList<>(Neighbours.joined(entries));
    widestFirst.sort(Comparator.comparingDouble((Entry entry) -> entry.box().volume()).reversed());
    return new Layers(false)
        .spread(widestFirst)
        .orElseThrow(
            () -> tooMany("rules that overlap in more than " + LAYERS_MAX_COUNT + " ways"));
  }

  private Optional<List<Layer>> spread(List<Entry> entries) {
    for (Entry entry : entries) {
      if (!covered(entry)) {
        add(entry);
        if (layers.size() > maxCount) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(layers.stream().map(b -> new Layer(b.groups(), b.entries())).toList());
  }

  private boolean covered(Entry entry) {
    for (Builder layer : layers) {
      for (Entry wider : layer.entries()) {
        if (wider.groups().isEmpty() && !wider.dynamic() && wider.box().contains(entry.box())) {
          return true;
        }
      }
    }
    return false;
  }

  private void add(Entry entry) {
    int lowest = 0;
    for (int i = 0; ordered && i < layers.size(); i++) {
      if (clashes(entry, layers.get(i))) {
        lowest = i + 1;
      } else if (layers.get(i).entries().stream().anyMatch(entry::shares)) {
        lowest = i;
      }
    }
    for (int i = lowest; i < layers.size(); i++) {
      Builder layer = layers.get(i);
      if (layer.groups().equals(entry.groups()) && !clashes(entry, layer)) {
        layer.entries().add(entry);
        return;
      }
    }
    layers.add(new Builder(entry.groups(), new ArrayList<>(List.of(entry))));
  }

  private static boolean clashes(Entry entry, Builder layer) {
    for (Entry other : layer.entries()) {
      if (other.box().overlaps(entry.box()) && !other.shares(entry)) {
        return true;
      }
    }
    return false;
  }

  private static RefusedException tooMany(String what) {
    return new RefusedException(EnforcementErrors.UNENFORCEABLE, what);
  }
}
