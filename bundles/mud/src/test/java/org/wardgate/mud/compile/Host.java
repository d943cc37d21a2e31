package org.wardgate.mud.compile;

import java.util.List;
import java.util.Set;
import org.wardgate.api.policy.Remote;

/**
 * A host of a little world.
 *
 * @param address in canonical text
 * @param ipv6 its family
 * @param prefixes of the generated prefixes, those it lies in
 * @param names its DNS names
 * @param local whether it is in the local networks
 * @param classes controller classes it belongs to
 * @param authority of its MUD URL, or empty
 * @param mudUrl its MUD URL, or empty
 * @param mac its hardware address
 */
record Host(
    String address,
    boolean ipv6,
    Set<String> prefixes,
    Set<String> names,
    boolean local,
    Set<String> classes,
    String authority,
    String mudUrl,
    String mac) {
  static final List<String> PREFIXES_IPV4 =
      List.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.7/32", "10.1.0.5/32");
  static final List<String> PREFIXES_IPV6 =
      List.of("::/0", "2001:db8::/32", "2001:db8::7/128", "fd00::/8");

  /** Who belongs to a name or group. */
  boolean in(Remote remote) {
    if (remote instanceof Remote.Name name) {
      return names.contains(name.name());
    } else if (remote instanceof Remote.LocalNetworks) {
      return local;
    } else if (remote instanceof Remote.Controller controller) {
      return classes.contains(controller.uri());
    } else if (remote instanceof Remote.Maker maker) {
      return authority.equals(maker.authority());
    } else if (remote instanceof Remote.Model model) {
      return mudUrl.equals(model.mudUrl());
    } else if (remote instanceof Remote.Hardware hardware) {
      return mac.equals(hardware.mac());
    }
    throw new IllegalArgumentException("must not be asked: " + remote);
  }

  static Host device(boolean ipv6) {
    return ipv6
        ? new Host(
            "fd00::5",
            true,
            Set.of("::/0", "fd00::/8"),
            Set.of(),
            true,
            Set.of(),
            "",
            "",
            "02:00:00:00:00:01")
        : new Host(
            "10.1.0.5",
            false,
            Set.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.0.5/32"),
            Set.of(),
            true,
            Set.of(),
            "",
            "",
            "02:00:00:00:00:02");
  }

  static List<Host> others(boolean ipv6) {
    return ipv6 ? othersIpv6() : othersIpv4();
  }

  private static List<Host> othersIpv4() {
    return List.of(
        new Host(
            "10.1.0.9",
            false,
            Set.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16"),
            Set.of(),
            true,
            Set.of("my-controller"),
            "mud.example.com",
            "https://mud.example.com/pump",
            "02:00:00:00:00:03"),
        new Host(
            "10.2.0.9",
            false,
            Set.of("0.0.0.0/0", "10.0.0.0/8"),
            Set.of("a.example"),
            false,
            Set.of("urn:ietf:params:mud:dns"),
            "other.example.com",
            "https://other.example.com/x",
            "02:00:00:00:00:04"),
        new Host(
            "192.0.2.7",
            false,
            Set.of("0.0.0.0/0", "192.0.2.7/32"),
            Set.of("a.example", "b.example"),
            false,
            Set.of(),
            "",
            "",
            "02:00:00:00:00:05"),
        new Host(
            "198.51.100.1",
            false,
            Set.of("0.0.0.0/0"),
            Set.of(),
            false,
            Set.of(),
            "",
            "",
            "02:00:00:00:00:06"));
  }

  private static List<Host> othersIpv6() {
    return List.of(
        new Host(
            "fd00::9",
            true,
            Set.of("::/0", "fd00::/8"),
            Set.of("b.example"),
            true,
            Set.of("urn:ietf:params:mud:dns"),
            "mud.example.com",
            "https://mud.example.com/other",
            "02:00:00:00:00:07"),
        new Host(
            "2001:db8::7",
            true,
            Set.of("::/0", "2001:db8::/32", "2001:db8::7/128"),
            Set.of("a.example"),
            false,
            Set.of("my-controller"),
            "",
            "",
            "02:00:00:00:00:08"),
        new Host(
            "2001:db9::1",
            true,
            Set.of("::/0"),
            Set.of(),
            false,
            Set.of(),
            "",
            "",
            "02:00:00:00:00:09"));
  }
}
