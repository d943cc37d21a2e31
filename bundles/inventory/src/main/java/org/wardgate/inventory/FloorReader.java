package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Reads one flow of a therapy floor. */
final class FloorReader {
  private static final Set<String> FIELDS =
      Set.of("protocol", "direction", "remote", "remotePorts", "devicePorts", "family");
  private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})(-([0-9]{1,5}))?");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");
  private static final int TEXT_MAX_CHARS = 253;

  private FloorReader() {}

  static FlowRule read(String device, int index, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(device + " therapyFloor[" + index + "]", node, FIELDS);
    FlowRule.Protocol protocol = protocol(entry);
    boolean ported = protocol == FlowRule.Protocol.TCP || protocol == FlowRule.Protocol.UDP;
    if (!ported && (entry.has("remotePorts") || entry.has("devicePorts"))) {
      throw entry.malformed("only tcp and udp have ports");
    }
    String remoteText = entry.text("remote", TEXT_MAX_CHARS);
    Remote remote = remote(entry, remoteText);
    return new FlowRule(
        "therapy-floor/" + index,
        FlowRule.Action.ACCEPT,
        family(entry, remoteText),
        protocol,
        ports(entry, "devicePorts"),
        ports(entry, "remotePorts"),
        remote,
        initiation(entry));
  }

  private static FlowRule.Protocol protocol(JsonEntry entry) throws RefusedException {
    return switch (entry.text("protocol", TEXT_MAX_CHARS)) {
      case "tcp" -> FlowRule.Protocol.TCP;
      case "udp" -> FlowRule.Protocol.UDP;
      case "icmp" -> FlowRule.Protocol.ICMP;
      case "any" -> FlowRule.Protocol.ANY;
      default -> throw entry.malformed("protocol must be tcp, udp, icmp or any");
    };
  }

  private static FlowRule.Initiation initiation(JsonEntry entry) throws RefusedException {
    return switch (entry.text("direction", TEXT_MAX_CHARS)) {
      case "from-device" -> FlowRule.Initiation.FROM_DEVICE;
      case "to-device" -> FlowRule.Initiation.TO_DEVICE;
      case "either" -> FlowRule.Initiation.EITHER;
      default -> throw entry.malformed("direction must be from-device, to-device or either");
    };
  }

  private static Remote remote(JsonEntry entry, String text) throws RefusedException {
    if (AddressPrefix.looksLikeOne(text)) {
      return AddressPrefix.canonical(text)
          .<Remote>map(Remote.Prefix::new)
          .orElseThrow(() -> entry.malformed("remote must be a prefix with its host bits zero"));
    }
    if (!NAME.matcher(text).matches()) {
      throw entry.malformed("remote must be an address prefix or a lower-case DNS name");
    }
    return new Remote.Name(text);
  }

  private static FlowRule.Family family(JsonEntry entry, String remote) throws RefusedException {
    FlowRule.Family implied =
        remote.indexOf(':') >= 0 ? FlowRule.Family.IPV6 : FlowRule.Family.IPV4;
    if (!entry.has("family")) {
      return implied;
    }
    FlowRule.Family stated =
        switch (entry.text("family", TEXT_MAX_CHARS)) {
          case "ipv4" -> FlowRule.Family.IPV4;
          case "ipv6" -> FlowRule.Family.IPV6;
          default -> throw entry.malformed("family must be ipv4 or ipv6");
        };
    if (AddressPrefix.looksLikeOne(remote) && stated != implied) {
      throw entry.malformed("family contradicts the remote prefix");
    }
    return stated;
  }

  private static PortRange ports(JsonEntry entry, String field) throws RefusedException {
    if (!entry.has(field)) {
      return PortRange.ANY;
    }
    Matcher ports = PORTS.matcher(entry.text(field, TEXT_MAX_CHARS));
    if (ports.matches()) {
      int first = Integer.parseInt(ports.group(1));
      int last = ports.group(3) == null ? first : Integer.parseInt(ports.group(3));
      if (first >= 1 && first <= last && last <= 65_535) {
        return new PortRange(first, last);
      }
    }
    throw entry.malformed(field + " must be a port or a range such as 1-100");
  }
}
