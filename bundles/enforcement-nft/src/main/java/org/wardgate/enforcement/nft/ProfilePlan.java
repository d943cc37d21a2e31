package org.wardgate.enforcement.nft;

import java.util.List;

/**
 * A policy sorted into sets.
 *
 * @param from runs for packets the device sends, in order
 * @param to runs for packets sent to the device, in order
 * @param slots where addresses of names go
 */
record ProfilePlan(List<Run> from, List<Run> to, List<NameSlot> slots) {
  /**
   * One place that receives the addresses of a name.
   *
   * @param name as in the policy; never written into rule text
   * @param setSuffix completes the generated set name
   * @param template the element but for its address
   */
  record NameSlot(String name, String setSuffix, Box template) {}

  ProfilePlan {
    from = List.copyOf(from);
    to = List.copyOf(to);
    slots = List.copyOf(slots);
  }

  /** Whether explicit denials make the order of rules matter. */
  static boolean ordered(List<Run> runs) {
    return runs.stream().anyMatch(run -> !run.accept());
  }

  static String fixedSuffix(char direction, int run, int layer) {
    return "_" + direction + run + "_" + layer;
  }

  static String namedSuffix(char direction, int run, int layer) {
    return "_" + direction + run + "_n" + layer;
  }
}
