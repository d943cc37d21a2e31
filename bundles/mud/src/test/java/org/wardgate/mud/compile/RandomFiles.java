package org.wardgate.mud.compile;

import static org.wardgate.mud.compile.Packet.pick;
import static org.wardgate.mud.testing.MudJson.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.wardgate.mud.testing.MudJson;

/** Generates valid MUD files about the little world of {@link Host}. */
final class RandomFiles {
  private static final List<Object> NULLS = List.of(MudJson.NULL);

  private static final List<String> TYPES =
      List.of(
          "ipv4-acl-type",
          "ipv6-acl-type",
          "mixed-eth-ipv4-acl-type",
          "mixed-eth-ipv6-acl-type",
          "mixed-eth-ipv4-ipv6-acl-type",
          "eth-acl-type");
  private static final List<String> MACS =
      List.of(
          "02:00:00:00:00:03",
          "02:00:00:00:00:07",
          "02:00:00:00:00:02",
          "02:00:00:00:00:99",
          "ff:ff:ff:ff:ff:ff",
          "01:00:5e:00:00:fb");

  private final Random random;

  /** Whether entries may hold what cannot be matched. */
  private final boolean odd;

  RandomFiles(Random random, boolean odd) {
    this.random = random;
    this.odd = odd;
  }

  Map<String, Object> file() {
    List<Object> acls = new ArrayList<>();
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String type = pick(random, TYPES);
      boolean sends = i % 2 == 0;
      acls.add(MudJson.acl("acl" + i, type, aces(type, sends)));
      (sends ? from : to).add("acl" + i);
    }
    Map<String, Object> file = MudJson.fromDevice();
    file.put("ietf-access-control-list:acls", map("acl", acls));
    MudJson.mud(file).put("from-device-policy", MudJson.policy(from.toArray(String[]::new)));
    MudJson.mud(file).put("to-device-policy", MudJson.policy(to.toArray(String[]::new)));
    return file;
  }

  private List<Object> aces(String type, boolean sends) {
    List<Object> aces = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      boolean accept = random.nextInt(3) > 0;
      aces.add(
          MudJson.ace("e" + i, accept ? "accept" : "drop", matches(type, sends, odd && accept)));
    }
    return aces;
  }

  private Map<String, Object> matches(String type, boolean sends, boolean oddHere) {
    Map<String, Object> matches = new LinkedHashMap<>();
    boolean ipv6 = !type.contains("ipv4") || (type.contains("ipv6") && random.nextBoolean());
    boolean frames = type.startsWith("eth");
    if (frames || (type.startsWith("mixed") && random.nextInt(5) == 0)) {
      matches.put("eth", eth(sends, oddHere));
    }
    if (frames) {
      return matches;
    }
    if (random.nextInt(3) > 0) {
      matches.put(ipv6 ? "ipv6" : "ipv4", ip(ipv6, sends, oddHere));
    }
    if (random.nextInt(3) == 0) {
      matches.put("ietf-mud:mud", abstraction());
    }
    if (random.nextInt(3) > 0 && !hasProtocol(matches)) {
      transport(matches, oddHere);
    }
    return matches;
  }

  private static boolean hasProtocol(Map<String, Object> matches) {
    return matches.values().stream()
        .anyMatch(value -> value instanceof Map<?, ?> fields && fields.containsKey("protocol"));
  }

  private Map<String, Object> eth(boolean sends, boolean oddHere) {
    Map<String, Object> eth = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      eth.put("ethertype", pick(random, List.of("0800", "86dd", "86dd", "0800", "888e")));
    }
    if (random.nextInt(3) == 0) {
      String key = (sends ? "destination" : "source") + "-mac-address";
      eth.put(key, pick(random, MACS));
      if (sends && random.nextBoolean()) {
        eth.put(key + "-mask", "ff:ff:ff:ff:ff:ff");
      }
    }
    if (oddHere && random.nextInt(4) == 0) {
      eth.put((sends ? "source" : "destination") + "-mac-address", pick(random, MACS));
    }
    return eth;
  }

  private Map<String, Object> ip(boolean ipv6, boolean sends, boolean oddHere) {
    Map<String, Object> ip = new LinkedHashMap<>();
    String family = ipv6 ? "ipv6" : "ipv4";
    List<String> prefixes = ipv6 ? Host.PREFIXES_IPV6 : Host.PREFIXES_IPV4;
    if (random.nextInt(3) == 0) {
      ip.put((sends ? "destination-" : "source-") + family + "-network", pick(random, prefixes));
    }
    if (random.nextInt(3) == 0) {
      ip.put(
          "ietf-acldns:" + (sends ? "dst" : "src") + "-dnsname",
          pick(random, List.of("a.example", "b.example")));
    }
    if (random.nextInt(4) == 0) {
      ip.put("protocol", pick(random, Packet.PROTOCOLS));
    }
    if (oddHere && random.nextInt(6) == 0) {
      ip.put((sends ? "source-" : "destination-") + family + "-network", pick(random, prefixes));
    }
    if (oddHere && random.nextInt(8) == 0) {
      ip.put("dscp", 1);
    }
    return ip;
  }

  private Map<String, Object> abstraction() {
    Map<String, Object> fields = oneAbstraction();
    if (random.nextInt(3) == 0) {
      fields.putAll(oneAbstraction());
    }
    return fields;
  }

  private Map<String, Object> oneAbstraction() {
    return switch (random.nextInt(6)) {
      case 0 -> map("controller", "urn:ietf:params:mud:dns");
      case 1 -> map("my-controller", NULLS);
      case 2 -> map("manufacturer", "other.example.com");
      case 3 -> map("same-manufacturer", NULLS);
      case 4 -> map("model", "https://mud.example.com/pump");
      default -> map("local-networks", NULLS);
    };
  }

  private void transport(Map<String, Object> matches, boolean oddHere) {
    switch (random.nextInt(4)) {
      case 0 -> matches.put("udp", ports());
      case 1 -> matches.put("icmp", message(oddHere));
      default -> {
        Map<String, Object> tcp = ports();
        if (random.nextBoolean()) {
          tcp.put(
              "ietf-mud:direction-initiated", random.nextBoolean() ? "from-device" : "to-device");
        }
        matches.put("tcp", tcp);
      }
    }
  }

  private Map<String, Object> message(boolean oddHere) {
    Map<String, Object> message = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      message.put("type", pick(random, Packet.TYPES));
    }
    if (random.nextInt(3) == 0) {
      message.put("code", pick(random, Packet.CODES));
    }
    if (oddHere && random.nextInt(8) == 0) {
      message.put("rest-of-header", 7);
    }
    return message;
  }

  private Map<String, Object> ports() {
    Map<String, Object> ports = new LinkedHashMap<>();
    for (String key : List.of("source-port", "destination-port")) {
      if (random.nextInt(3) == 0) {
        int first = pick(random, Packet.PORTS);
        int second = pick(random, Packet.PORTS);
        ports.put(
            key,
            random.nextInt(4) == 0
                ? map("lower-port", Math.min(first, second), "upper-port", Math.max(first, second))
                : map("operator", pick(random, List.of("eq", "neq", "lte", "gte")), "port", first));
      }
    }
    return ports;
  }
}
