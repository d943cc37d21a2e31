package org.wardgate.decision.rules;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.network.NetworkEvent.PacketsDenied.Destination;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.PolicyExplainer;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.decision.state.DeviceCase;

/**
 * Denied traffic that a device's MUD file or floor declares, but that is withheld from it now: that
 * it tries is no sign of anything. Reads only.
 *
 * <p>What a name stands for is known from the ward's resolver; local are the networks of the
 * device's own addresses and what ward devices are behind. Other far ends are not known here, and
 * traffic to them counts as undeclared; so does what is declared for certain ports of the device.
 */
final class WithheldTraffic {
  private final Draft draft;
  private final DeviceCase device;
  private final Optional<PolicySet> full;
  private final Optional<PolicySet> inForce;

  WithheldTraffic(Draft draft, DeviceCase device) {
    this.draft = draft;
    this.device = device;
    this.full = Targets.full(draft, device);
    this.inForce = device.policy().target().flatMap(draft::policy);
  }

  /** Those of the destinations that are declared and withheld. */
  List<Destination> of(PacketsDenied event) {
    boolean nothingWithheld = full.isEmpty() || full.equals(inForce);
    return nothingWithheld
        ? List.of()
        : event.destinations().stream().filter(this::withheld).toList();
  }

  private boolean withheld(Destination to) {
    InetAddress address = Addresses.plain(to.address());
    if (to.protocol() < 0 || to.protocol() > 255 || to.port() < 0 || to.port() > 65_535) {
      return false;
    }
    Flow flow =
        new Flow(true, to.protocol(), address, 0, to.port(), Optional.empty(), Optional.empty());
    return accepts(full, flow) && !accepts(inForce, flow);
  }

  private boolean accepts(Optional<PolicySet> policy, Flow flow) {
    return policy
        .map(p -> PolicyExplainer.explain(p, flow, this::contains).accepted())
        .orElse(false);
  }

  private boolean contains(Remote remote, InetAddress address) {
    if (remote instanceof Remote.Name name) {
      Instant until = draft.state().addressesOf(name.name()).get(address);
      return until != null && until.isAfter(draft.at());
    } else if (remote instanceof Remote.LocalNetworks) {
      return nearby(address) || behind(address).findAny().isPresent();
    } else if (remote instanceof Remote.Maker maker) {
      return behind(address).anyMatch(c -> maker.authority().equals(authority(c)));
    } else if (remote instanceof Remote.Model model) {
      return behind(address).anyMatch(c -> model.mudUrl().equals(c.policy().mudUrl()));
    } else if (remote instanceof Remote.Hardware hardware) {
      return behind(address)
          .flatMap(c -> c.location().bindings().stream())
          .anyMatch(
              b -> b.mac().equals(hardware.mac()) && Addresses.plain(b.address()).equals(address));
    }
    return false;
  }

  private Stream<DeviceCase> behind(InetAddress address) {
    return draft.state().devicesWith(address).stream()
        .filter(d -> !d.equals(device.device()))
        .flatMap(d -> draft.find(d).stream());
  }

  private static String authority(DeviceCase c) {
    try {
      return String.valueOf(URI.create(c.policy().mudUrl()).getAuthority());
    } catch (IllegalArgumentException e) {
      return ""; // a URL that names nobody
    }
  }

  /** In the /24 or /64 of one of its own addresses. */
  private boolean nearby(InetAddress address) {
    int octets = address instanceof Inet4Address ? 3 : 8;
    byte[] network = Arrays.copyOf(address.getAddress(), octets);
    return device.location().bindings().stream()
        .map(b -> Addresses.plain(b.address()))
        .filter(own -> own.getAddress().length == address.getAddress().length)
        .anyMatch(own -> Arrays.equals(Arrays.copyOf(own.getAddress(), octets), network));
  }
}
