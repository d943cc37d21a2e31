package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;

/**
 * A policy as nft reads it. A pure function, usable without OSGi. Every name in the text is
 * generated: nothing a MUD file says is copied into it but numbers and addresses. Thread-safe.
 */
public final class NftText {
  private final List<AddressRange> localNetworks;

  /**
   * @param localNetworks what {@code local-networks} stands for
   */
  public NftText(List<AddressRange> localNetworks) {
    this.localNetworks = List.copyOf(localNetworks);
  }

  /**
   * The sets and chains of a policy, for people, as they are in the table of a gateway.
   *
   * @throws RefusedException if the policy holds a rule this enforcement cannot express
   */
  public String compile(PolicySet policy) throws RefusedException {
    return text(policy, new Groups()).blocks().stream()
        .map(Block::pretty)
        .collect(Collectors.joining());
  }

  /**
   * A whole table with this one policy, acceptable to {@code nft -f} as it is.
   *
   * @param wardInterface the ward's interface
   * @throws RefusedException as {@link #compile}, or if the interface name is not valid
   */
  public String compileTable(PolicySet policy, String wardInterface) throws RefusedException {
    NftSettings settings = NftSettings.forText(wardInterface, localNetworks);
    Groups groups = new Groups();
    ProfileText text = text(policy, groups);
    List<Block> blocks = new ArrayList<>(new TableText(settings).blocks("mark_text"));
    blocks.addAll(groups.blocks());
    blocks.addAll(text.blocks());
    return blocks.stream()
        .map(Block::pretty)
        .map(block -> block.indent(8).replace("        ", "\t"))
        .collect(Collectors.joining("", "table inet " + settings.tableName() + " {\n", "}\n"));
  }

  private ProfileText text(PolicySet policy, Groups groups) throws RefusedException {
    ProfilePlan plan = new Planner(localNetworks).plan(policy);
    plan.groups().forEach(group -> groups.acquire(group, Script.silent()));
    return new ProfileText(profileNumber(policy), plan, groups::number);
  }

  /** The number a profile wants: from its content, so that it is the same after a restart. */
  static int profileNumber(PolicySet policy) {
    int number = Integer.parseInt(policy.id().value().substring(0, 4), 16);
    return number == 0 ? 1 : number;
  }
}
