package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.NetworkBinding;

/**
 * What a placed device is in the table: elements, and with a limited bandwidth two limits. A
 * link-local address is only kept from others: nothing is forwarded for it (RFC 4291 §2.5.6).
 */
final class DeviceElements {
  /** Even a slow device may send one burst of this. */
  static final long BURST_MIN_BYTES = 65_536;

  private static final long BURST_MAX_BYTES = 1L << 30;

  /** The number that leads to no chain. */
  private static final String NOWHERE = TableText.number(0);

  private DeviceElements() {}

  /** Names every element but those of groups. */
  static void write(Placed placed, ElementSink sink) {
    for (NetworkBinding binding : placed.bindings()) {
      String address = AddressRange.of(binding.address()).text();
      String pair = address + " . " + binding.mac();
      if (AddressRange.family(binding.address()) == Family.IPV4) {
        for (String table : List.of("inet ", "arp ")) {
          sink.element(table + "placed", pair, "");
          sink.element(table + "addrs", address, "");
        }
        forwarded(placed, Family.IPV4, address, pair, sink);
      } else {
        sink.element("inet placed6", pair, "");
        sink.element("inet addrs6", address, "");
        String number =
            IpNumber.of(binding.address()).hexadecimal(new StringBuilder(34)).toString();
        sink.element("inet nd_placed", number + " . " + binding.mac(), "");
        sink.element("inet nd_addrs", number, "");
        if (routed(binding.address())) {
          forwarded(placed, Family.IPV6, address, pair, sink);
        }
      }
    }
  }

  /** Whether packets with this address are ever forwarded. */
  static boolean routed(InetAddress address) {
    return !address.isLinkLocalAddress();
  }

  private static void forwarded(
      Placed placed, Family family, String address, String pair, ElementSink sink) {
    Profile profile = placed.profile();
    String digit = family == Family.IPV4 ? "" : "6";
    boolean open = profile.open(family);
    String number = " : " + (open ? TableText.number(profile.number()) : NOWHERE);
    sink.element("inet dev_to" + digit, address, number);
    sink.element("inet dev_from" + digit, pair, number);
    if (open && profile.plan().sentLimit().isPresent()) {
      String map = "inet " + ProfileText.limits(profile.number(), true, family);
      sink.element(map, address, " : \"" + limit(placed, true) + '"');
    }
    if (open && profile.plan().receivedLimit().isPresent()) {
      String map = "inet " + ProfileText.limits(profile.number(), false, family);
      sink.element(map, address, " : \"" + limit(placed, false) + '"');
    }
  }

  private static String limit(Placed placed, boolean sent) {
    return "l" + placed.serial() + (sent ? "f" : "t");
  }

  /** The limits the elements refer to. */
  static List<Block> limits(Placed placed) {
    List<Block> limits = new ArrayList<>();
    add(placed, true, placed.profile().plan().sentLimit(), limits);
    add(placed, false, placed.profile().plan().receivedLimit(), limits);
    return limits;
  }

  private static void add(
      Placed placed, boolean sent, Optional<Long> bytesPerSecond, List<Block> limits) {
    bytesPerSecond.ifPresent(
        rate -> {
          long burst = Math.min(Math.max(rate, BURST_MIN_BYTES), BURST_MAX_BYTES);
          limits.add(
              new Block(
                  "limit " + limit(placed, sent),
                  List.of("rate over " + rate + " bytes/second burst " + burst + " bytes")));
        });
  }
}
