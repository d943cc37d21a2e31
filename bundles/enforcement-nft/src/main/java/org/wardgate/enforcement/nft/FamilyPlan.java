package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * What a policy says about one address family, sorted into sets.
 *
 * @param family IPv4 or IPv6
 * @param from runs for packets the device sends, in order
 * @param to runs for packets sent to the device, in order
 */
record FamilyPlan(Family family, List<Run> from, List<Run> to) {
  FamilyPlan {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /**
   * One set.
   *
   * @param suffix completes its generated name
   * @param sent whether it holds rules for packets the device sends
   * @param layer what is in it
   */
  record NamedLayer(String suffix, boolean sent, Layer layer) {}

  /** Whether nothing is accepted, so that neither sets nor chains are needed. */
  boolean closed() {
    return Stream.concat(from.stream(), to.stream())
        .noneMatch(run -> run.accept() && !run.layers().isEmpty());
  }

  /** Every set, in order. */
  List<NamedLayer> layers() {
    List<NamedLayer> layers = new ArrayList<>();
    add(layers, true);
    add(layers, false);
    return layers;
  }

  private void add(List<NamedLayer> layers, boolean sent) {
    List<Run> runs = sent ? from : to;
    for (int run = 0; run < runs.size(); run++) {
      for (int layer = 0; layer < runs.get(run).layers().size(); layer++) {
        layers.add(
            new NamedLayer(suffix(sent, run, layer), sent, runs.get(run).layers().get(layer)));
      }
    }
  }

  String suffix(boolean sent, int run, int layer) {
    return (sent ? "_f" : "_t") + (family == Family.IPV6 ? "6_" : "") + run + "_" + layer;
  }
}
