package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.rule;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.mac;
import static org.wardgate.enforcement.nft.Ward.placement;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Policies that are refused and addresses that two devices have: what is left in force. */
class WardTableRefusalsTest {
  private static final PolicySet A = sending(udp(host("203.0.113.1"), 1));
  private static final PolicySet B = sending(udp(host("203.0.113.2"), 2));

  /** A denial of whom nobody knows. */
  private static final PolicySet REFUSED =
      sending(
          rule(
              FlowRule.Action.DENY,
              FlowRule.Protocol.UDP,
              PortRange.ANY,
              PortRange.ANY,
              new Remote.Controller("urn:x")));

  private static final PolicySet NAMED = sending(udp(new Remote.Name("t.example"), 443));

  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private WardTable table = newTable();

  private WardTable newTable() {
    try {
      return new WardTable(NftSettings.forText("br0", List.of()), nanos::get);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ofADeviceWhosePolicyIsRefusedTheFloorIsPlaced() throws Exception {
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();
    List<Placement> all = List.of(asked(11, REFUSED, Optional.of(B)), asked(12, A, none()));

    WardTable next = table.with(all, leftOut);

    assertThat(leftOut).containsOnlyKeys(Ward.id(11));
    assertThat(leftOut.get(Ward.id(11))).hasMessageContaining("WG-NFT-0006");
    assertThat(from(next, 11)).isEqualTo(number(B));
    assertThat(from(next, 12)).isEqualTo(number(A));
    assertThat(from(next.with(all, leftOut), 11)).as("and the next time").isEqualTo(number(B));
    assertThat(from(next.floors(), 11)).isEqualTo(number(B));
  }

  @Test
  void withoutAFloorARefusedPolicyLeavesWhatWasPlacedBefore() throws Exception {
    table.place(asked(11, NAMED, none()));
    table.insert("t.example", Map.of(InetAddress.getByName("203.0.113.9"), 60));
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();

    WardTable next =
        table.with(List.of(asked(11, REFUSED, none()), asked(12, REFUSED, none())), leftOut);

    assertThat(leftOut).containsOnlyKeys(Ward.id(11), Ward.id(12));
    assertThat(from(next, 11)).isEqualTo(number(NAMED));
    assertThat(next.devicesCount()).isEqualTo(1);
    assertThat(String.join(";", next.install("m"))).contains("203.0.113.9 timeout 90s");
  }

  @Test
  void aFloorThatIsRefusedTooLeavesWhatWasPlacedBefore() throws Exception {
    table.place(asked(11, A, none()));

    WardTable next = table.with(List.of(asked(11, REFUSED, Optional.of(REFUSED))), new HashMap<>());

    assertThat(from(next, 11)).isEqualTo(number(A));
  }

  @Test
  void closingKeepsNobodysPolicyInsteadOfARefusedFloor() throws Exception {
    table.place(asked(11, A, Optional.of(REFUSED)));

    assertThat(table.floors().devicesCount()).isZero();
  }

  @Test
  void placingARefusedPolicyLeavesWhatIsInForce() throws Exception {
    table.place(asked(11, A, Optional.of(B)));
    List<String> before = sorted();

    assertThatThrownBy(() -> table.place(asked(11, REFUSED, Optional.of(B))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
    assertThat(sorted()).isEqualTo(before);
  }

  @Test
  void aFurtherAddressOfAnotherDeviceIsLeftToIt() throws Exception {
    table.place(placement(11, mac(11), A));

    table.place(bound("other", mac(12), A, "10.77.0.12", "10.77.0.11", "10.77.0.13"));

    String installed = String.join(";", table.install("m"));
    assertThat(installed)
        .contains("10.77.0.12 . " + mac(12), "10.77.0.13 . " + mac(12), "10.77.0.11 . " + mac(11))
        .doesNotContain("10.77.0.11 . " + mac(12));
    table.remove(Ward.id(11));
    table.place(bound("other", mac(12), A, "10.77.0.12", "10.77.0.11", "10.77.0.13"));
    assertThat(String.join(";", table.install("m"))).contains("10.77.0.11 . " + mac(12));
  }

  @Test
  void reconcilingAFurtherAddressOfAnotherLeavesNobodyOut() throws Exception {
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();
    Placement claims = bound("a", mac(1), A, "10.77.0.1", "10.77.0.2");
    Placement joined = bound("b", mac(2), A, "10.77.0.2", "10.77.0.3");

    String installed = String.join(";", table.with(List.of(claims, joined), leftOut).install("m"));

    assertThat(leftOut).isEmpty();
    assertThat(installed)
        .contains("10.77.0.1 . " + mac(1), "10.77.0.2 . " + mac(2), "10.77.0.3 . " + mac(2))
        .doesNotContain("10.77.0.2 . " + mac(1));
  }

  @Test
  void whoWasPlacedBeforeKeepsItsFirstAddressWhateverItsId() throws Exception {
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();
    Placement holder = bound("z", mac(26), A, "10.77.0.5");
    table.place(holder);

    WardTable next = table.with(List.of(bound("a", mac(1), B, "10.77.0.5"), holder), leftOut);

    assertThat(leftOut).containsOnlyKeys(new DeviceId("a"));
    assertThat(leftOut.get(new DeviceId("a"))).hasMessageContaining("WG-NFT-0008");
    assertThat(String.join(";", next.install("m")))
        .contains("10.77.0.5 . " + mac(26))
        .doesNotContain("10.77.0.5 . " + mac(1));
  }

  private static Placement bound(String id, String mac, PolicySet policy, String... addresses)
      throws Exception {
    List<NetworkBinding> bindings = new ArrayList<>();
    for (String address : addresses) {
      bindings.add(new NetworkBinding(InetAddress.getByName(address), mac));
    }
    return new Placement(new DeviceId(id), bindings, policy, none());
  }

  private static Placement asked(int last, PolicySet policy, Optional<PolicySet> floor)
      throws Exception {
    return new Placement(Ward.id(last), placement(last, mac(last), A).bindings(), policy, floor);
  }

  private static String number(PolicySet policy) {
    return TableText.number(NftText.profileNumber(policy));
  }

  /** Where the device's IPv4 packets are led to. */
  private static String from(WardTable table, int last) {
    String key = "10.77.0." + last + " . " + mac(last) + " : ";
    String installed = String.join(";", table.install("m"));
    int at = installed.indexOf(key);
    assertThat(at).as(key).isNotNegative();
    return installed.substring(at + key.length(), at + key.length() + 10);
  }

  private static Optional<PolicySet> none() {
    return Optional.empty();
  }

  private List<String> sorted() {
    return table.install("m").stream().sorted().toList();
  }
}
