package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PortRange;

/**
 * Spreads boxes over as few sets as it can, so that no two in one set overlap. Neighbours are
 * joined first and what another box covers is left out: most policies need one layer.
 */
final class Layers {
  /** Most boxes of one run of rules. */
  static final int BOXES_MAX_COUNT = 4_096;

  /** Most sets one run may need; each costs every packet a lookup. */
  static final int LAYERS_MAX_COUNT = 32;

  private Layers() {}

  /**
   * Joins, drops what is covered, spreads.
   *
   * @throws RefusedException if there are too many boxes or they overlap in too many ways
   */
  static List<List<Box>> of(Collection<Box> boxes) throws RefusedException {
    if (boxes.size() > BOXES_MAX_COUNT) {
      throw tooMany(boxes.size() + " address and port ranges");
    }
    return spread(joined(boxes), true);
  }

  /**
   * Spreads without joining, for boxes whose addresses are not known yet: equal ones stay one,
   * others may overlap only in different sets.
   *
   * @throws RefusedException as {@link #of}
   */
  static List<List<Box>> unjoined(Collection<Box> boxes) throws RefusedException {
    if (boxes.size() > BOXES_MAX_COUNT) {
      throw tooMany(boxes.size() + " name rules");
    }
    return spread(List.copyOf(new LinkedHashSet<>(boxes)), false);
  }

  private static List<List<Box>> spread(List<Box> boxes, boolean dropCovered)
      throws RefusedException {
    List<Box> widestFirst = new ArrayList<>(boxes);
    widestFirst.sort(Comparator.comparingDouble(Box::volume).reversed());
    List<List<Box>> layers = new ArrayList<>();
    for (Box box : widestFirst) {
      if (!(dropCovered && covered(box, layers))) {
        layerFor(box, layers).add(box);
      }
    }
    return layers.stream().map(List::copyOf).toList();
  }

  private static boolean covered(Box box, List<List<Box>> layers) {
    return layers.stream().flatMap(List::stream).anyMatch(wider -> wider.contains(box));
  }

  private static List<Box> layerFor(Box box, List<List<Box>> layers) throws RefusedException {
    for (List<Box> layer : layers) {
      if (layer.stream().noneMatch(box::overlaps)) {
        return layer;
      }
    }
    if (layers.size() == LAYERS_MAX_COUNT) {
      throw tooMany("rules that overlap in more than " + LAYERS_MAX_COUNT + " ways");
    }
    List<Box> layer = new ArrayList<>();
    layers.add(layer);
    return layer;
  }

  private static List<Box> joined(Collection<Box> boxes) {
    Collection<Box> byPort =
        join(
            boxes,
            box -> box.withRemotePorts(PortRange.ANY),
            box -> box.remotePorts().first(),
            box -> box.remotePorts().last(),
            (a, b) ->
                a.withRemotePorts(
                    new PortRange(
                        a.remotePorts().first(),
                        Math.max(a.remotePorts().last(), b.remotePorts().last()))));
    Collection<Box> byDevicePort =
        join(
            byPort,
            box -> box.withDevicePorts(PortRange.ANY),
            box -> box.devicePorts().first(),
            box -> box.devicePorts().last(),
            (a, b) ->
                a.withDevicePorts(
                    new PortRange(
                        a.devicePorts().first(),
                        Math.max(a.devicePorts().last(), b.devicePorts().last()))));
    return join(
        byDevicePort,
        box -> box.withRemote(AddressRange.ALL),
        box -> box.remote().first(),
        box -> box.remote().last(),
        (a, b) ->
            a.withRemote(
                new AddressRange(
                    a.remote().first(), Math.max(a.remote().last(), b.remote().last()))));
  }

  /** Joins boxes that touch in one dimension and are equal in all others. */
  private static List<Box> join(
      Collection<Box> boxes,
      Function<Box, Box> others,
      ToLongFunction<Box> first,
      ToLongFunction<Box> last,
      BiFunction<Box, Box, Box> union) {
    Map<Box, List<Box>> groups = new LinkedHashMap<>();
    for (Box box : boxes) {
      groups.computeIfAbsent(others.apply(box), key -> new ArrayList<>()).add(box);
    }
    List<Box> joined = new ArrayList<>();
    for (List<Box> group : groups.values()) {
      group.sort(Comparator.comparingLong(first));
      Box current = group.get(0);
      for (Box next : group.subList(1, group.size())) {
        if (first.applyAsLong(next) <= last.applyAsLong(current) + 1) {
          current = union.apply(current, next);
        } else {
          joined.add(current);
          current = next;
        }
      }
      joined.add(current);
    }
    return joined;
  }

  private static RefusedException tooMany(String what) {
    return new RefusedException(EnforcementErrors.UNENFORCEABLE, what);
  }
}
