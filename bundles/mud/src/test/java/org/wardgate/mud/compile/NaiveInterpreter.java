package org.wardgate.mud.compile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a generated file again for every packet, word for word, sharing nothing with the compiler:
 * what it denies the compiled policy must deny.
 */
final class NaiveInterpreter {
  private NaiveInterpreter() {}

  static boolean accepts(Map<String, Object> file, Packet packet) {
    Map<?, ?> mud = object(file, "ietf-mud:mud");
    String policyName = packet.fromDevice() ? "from-device-policy" : "to-device-policy";
    Map<?, ?> lists = object(object(mud, policyName), "access-lists");
    for (Object reference : list(lists, "access-list")) {
      Object name = ((Map<?, ?>) reference).get("name");
      for (Object candidate : list(object(file, "ietf-access-control-list:acls"), "acl")) {
        Map<?, ?> acl = (Map<?, ?>) candidate;
        if (Objects.equals(acl.get("name"), name)) {
          for (Object ace : list(object(acl, "aces"), "ace")) {
            if (matches(String.valueOf(acl.get("type")), (Map<?, ?>) ace, packet)) {
              return "accept".equals(object((Map<?, ?>) ace, "actions").get("forwarding"));
            }
          }
        }
      }
    }
    return false;
  }

  private static boolean matches(String type, Map<?, ?> ace, Packet packet) {
    boolean frame = type.contains("eth") && object(ace, "matches").containsKey("eth");
    boolean listed =
        type.startsWith("eth")
            || type.contains(packet.ipv6() ? "ipv6-acl" : "ipv4-acl")
            || type.equals("mixed-eth-ipv4-ipv6-acl-type");
    if (!listed && !frame) {
      return false;
    }
    boolean all = true;
    for (Map.Entry<?, ?> match : object(ace, "matches").entrySet()) {
      Map<?, ?> fields = (Map<?, ?>) match.getValue();
      all &=
          switch ((String) match.getKey()) {
            case "eth" -> eth(fields, packet);
            case "ipv4" -> !packet.ipv6() && ip(fields, packet);
            case "ipv6" -> packet.ipv6() && ip(fields, packet);
            case "tcp" -> packet.protocol() == 6 && tcpOrUdp(fields, packet);
            case "udp" -> packet.protocol() == 17 && tcpOrUdp(fields, packet);
            case "icmp" -> packet.protocol() == (packet.ipv6() ? 58 : 1) && icmp(fields, packet);
            case "ietf-mud:mud" -> mud(fields, packet.far());
            default -> throw new IllegalArgumentException("generated an unknown match");
          };
    }
    return all;
  }

  private static boolean eth(Map<?, ?> fields, Packet packet) {
    boolean all = true;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      Object value = field.getValue();
      all &=
          switch ((String) field.getKey()) {
            case "ethertype" -> value.equals(packet.ipv6() ? "86dd" : "0800");
            case "source-mac-address" -> value.equals(packet.source().mac());
            case "destination-mac-address" -> value.equals(packet.destination().mac());
            case "destination-mac-address-mask" -> value.equals("ff:ff:ff:ff:ff:ff");
            default -> throw new IllegalArgumentException("generated an unknown field");
          };
    }
    return all;
  }

  private static boolean ip(Map<?, ?> fields, Packet packet) {
    boolean all = true;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      Object value = field.getValue();
      all &=
          switch ((String) field.getKey()) {
            case "protocol" -> value.equals(packet.protocol());
            case "dscp" -> value.equals(packet.dscp());
            case "source-ipv4-network", "source-ipv6-network" ->
                packet.source().prefixes().contains((String) value);
            case "destination-ipv4-network", "destination-ipv6-network" ->
                packet.destination().prefixes().contains((String) value);
            case "ietf-acldns:src-dnsname" -> packet.source().names().contains((String) value);
            case "ietf-acldns:dst-dnsname" -> packet.destination().names().contains((String) value);
            default -> throw new IllegalArgumentException("generated an unknown field");
          };
    }
    return all;
  }

  private static boolean tcpOrUdp(Map<?, ?> fields, Packet packet) {
    Object opener = fields.get("ietf-mud:direction-initiated");
    return (opener == null || opener.equals(packet.opener()))
        && port(fields.get("source-port"), packet.sourcePort())
        && port(fields.get("destination-port"), packet.destinationPort());
  }

  private static boolean port(@Nullable Object condition, int port) {
    if (condition == null) {
      return true;
    }
    Map<?, ?> fields = (Map<?, ?>) condition;
    if (fields.containsKey("lower-port")) {
      return port >= number(fields, "lower-port") && port <= number(fields, "upper-port");
    }
    int wanted = number(fields, "port");
    return switch (String.valueOf(fields.get("operator"))) {
      case "neq" -> port != wanted;
      case "lte" -> port <= wanted;
      case "gte" -> port >= wanted;
      default -> port == wanted;
    };
  }

  private static boolean icmp(Map<?, ?> fields, Packet packet) {
    return (!fields.containsKey("type") || number(fields, "type") == packet.icmpType())
        && (!fields.containsKey("code") || number(fields, "code") == packet.icmpCode());
  }

  private static boolean mud(Map<?, ?> fields, Host far) {
    boolean all = true;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      Object value = field.getValue();
      all &=
          switch ((String) field.getKey()) {
            case "local-networks" -> far.local();
            case "controller" -> far.classes().contains((String) value);
            case "my-controller" -> far.classes().contains("my-controller");
            case "manufacturer" -> far.authority().equals(value);
            case "same-manufacturer" -> far.authority().equals("mud.example.com");
            case "model" -> far.mudUrl().equals(value);
            default -> throw new IllegalArgumentException("generated an unknown abstraction");
          };
    }
    return all;
  }

  private static Map<?, ?> object(Map<?, ?> parent, String key) {
    return (Map<?, ?>) Objects.requireNonNull(parent.get(key));
  }

  private static List<?> list(Map<?, ?> parent, String key) {
    return (List<?>) Objects.requireNonNull(parent.get(key));
  }

  private static int number(Map<?, ?> parent, String key) {
    return (Integer) Objects.requireNonNull(parent.get(key));
  }
}
