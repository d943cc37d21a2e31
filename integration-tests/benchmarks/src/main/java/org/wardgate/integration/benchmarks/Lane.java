package org.wardgate.integration.benchmarks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/**
 * One way from devices through a gateway to the outside, with addresses of its own: devices with 10
 * rules for what they send and 10 for what they are sent, in 50 profiles.
 *
 * @param number 0 to 15
 * @param devicesCount devices the gateway knows, at most 5,500
 */
public record Lane(int number, int devicesCount) {
  static final int PROFILES_COUNT = 50;
  static final int ACES_COUNT = 10;

  /** Devices that send; spread evenly over all, the last one included. */
  static final int SENDERS_MAX_COUNT = 64;

  /** A port that no rule allows. */
  static final int DENIED_PORT = 9;

  private static final int FIRST_PORT = 2_000;
  private static final int PORTS_PER_ACE = 40;
  private static final int ADDRESSES_PER_ACE = 4;

  /** Destinations that one device's rules allow. */
  static final int DESTINATIONS_COUNT = ACES_COUNT * PORTS_PER_ACE * ADDRESSES_PER_ACE;

  String wardNetwork() {
    return "10." + (100 + number) + ".0.0/16";
  }

  String gatewayAddress() {
    return "10." + (100 + number) + ".255.254";
  }

  String outsideNetwork() {
    return "172." + (16 + number) + ".0.0/16";
  }

  /** Between gateway and outside. */
  String link(boolean gateway) {
    return "192.0.2." + (4 * number + (gateway ? 1 : 2));
  }

  String device(int index) {
    return String.format(Locale.ROOT, "10.%d.%d.%d", 100 + number, index / 250, index % 250 + 1);
  }

  /** The senders all have this one, the others their own. */
  String mac(int index) {
    return senders().contains(index)
        ? senderMac()
        : String.format(Locale.ROOT, "02:80:00:00:%02x:%02x", index / 256, index % 256);
  }

  String senderMac() {
    return String.format(Locale.ROOT, "02:77:00:00:00:%02x", number);
  }

  String gatewayMac() {
    return String.format(Locale.ROOT, "02:76:00:00:00:%02x", number);
  }

  List<Integer> senders() {
    int count = Math.min(SENDERS_MAX_COUNT, devicesCount);
    return IntStream.rangeClosed(1, count).map(k -> k * devicesCount / count - 1).boxed().toList();
  }

  /** A host of the first rule of a device's profile. */
  String host(int index) {
    return outside(index % PROFILES_COUNT, 14); // apart from what new flows go to
  }

  int hostPort() {
    return FIRST_PORT;
  }

  private String outside(int profile, int last) {
    return "172." + (16 + number) + "." + profile + "." + last;
  }

  /** Where a device may send, 0 to {@link #DESTINATIONS_COUNT} - 1; neighbours differ in rule. */
  String destination(int index, int destination) {
    int ace = destination % ACES_COUNT;
    int host = destination / ACES_COUNT % ADDRESSES_PER_ACE;
    return outside(index % PROFILES_COUNT, ace * 16 + 1 + host);
  }

  int destinationPort(int destination) {
    return firstPort(destination % ACES_COUNT) + destination / ACES_COUNT / ADDRESSES_PER_ACE;
  }

  private static int firstPort(int ace) {
    return FIRST_PORT + ace * 100;
  }

  private String acePrefix(int profile, int ace) {
    return outside(profile, ace * 16) + "/28";
  }

  List<Placement> placements() {
    return IntStream.range(0, devicesCount).mapToObj(this::placement).toList();
  }

  public Placement placement(int index) {
    NetworkBinding binding = new NetworkBinding(literal(device(index)), mac(index));
    return new Placement(new DeviceId("device-" + index), binding, policy(index % PROFILES_COUNT));
  }

  private static InetAddress literal(String address) {
    try {
      return Inet4Address.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private PolicySet policy(int profile) {
    List<FlowRule> rules = new ArrayList<>();
    for (int ace = 0; ace < ACES_COUNT; ace++) {
      rules.add(
          new FlowRule(
              "acl/" + ace,
              FlowRule.Action.ACCEPT,
              FlowRule.Family.IPV4,
              FlowRule.Protocol.UDP,
              PortRange.ANY,
              new PortRange(firstPort(ace), firstPort(ace) + 99),
              new Remote.Prefix(acePrefix(profile, ace)),
              FlowRule.Initiation.EITHER));
    }
    String id =
        Bytes.of(rules.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .sha256()
            .hex()
            .substring(0, 16);
    String url = "https://maker.example/model-" + profile;
    return new PolicySet(new ProfileId(id), url, "", rules, rules);
  }

  /** The same as one list: an accepting rule for each device and entry. */
  String linearRuleset() {
    StringBuilder text = new StringBuilder(devicesCount * 2_000);
    text.append("table inet linear {\n chain forward {\n")
        .append("  type filter hook forward priority filter; policy drop;\n")
        .append("  ct state established,related accept\n");
    for (int index = 0; index < devicesCount; index++) {
      linearRules(index).forEach(rule -> text.append("  ").append(rule).append('\n'));
    }
    return text.append(" }\n}\n").toString();
  }

  /** One device's rules of such a list. */
  List<String> linearRules(int index) {
    List<String> rules = new ArrayList<>();
    for (int ace = 0; ace < ACES_COUNT; ace++) {
      String far = acePrefix(index % PROFILES_COUNT, ace);
      String ports = firstPort(ace) + "-" + (firstPort(ace) + 99);
      String device = device(index);
      rules.add("ip saddr " + device + " ip daddr " + far + " udp dport " + ports + " accept");
      rules.add("ip daddr " + device + " ip saddr " + far + " udp sport " + ports + " accept");
    }
    return rules;
  }
}
