package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.Cidr;
import org.wardgate.mud.file.EthMatch;
import org.wardgate.mud.file.HardwareMatch;
import org.wardgate.mud.file.IpMatch;
import org.wardgate.mud.file.Matches;
import org.wardgate.mud.file.MudMatch;
import org.wardgate.mud.file.MudUrl;

/**
 * The far end an entry names: the destination of what the device sends, the source of what is sent
 * to it. All conditions must hold (RFC 8519 §3).
 */
final class FarEnd {
  /** The gateway's name for the hosts of RFC 8520 §4.7, mapped for each MUD URL. */
  static final String MY_CONTROLLER = "my-controller";

  private final boolean sends;
  private final Limits limits;
  private final Set<Remote> remotes = new LinkedHashSet<>();
  private Optional<Cidr> range = Optional.empty();

  private FarEnd(Direction direction, Limits limits) {
    this.sends = direction == Direction.FROM_DEVICE;
    this.limits = limits;
  }

  /** Reads the far end; what cannot be matched, or matches nothing, is told {@code limits}. */
  static Remote of(Matches matches, MudUrl mudUrl, Direction direction, Limits limits) {
    FarEnd farEnd = new FarEnd(direction, limits);
    matches.ip().ifPresent(farEnd::addIp);
    matches.mud().ifPresent(mud -> farEnd.addMud(mud, mudUrl));
    matches.eth().ifPresent(farEnd::addEth);
    return farEnd.all();
  }

  private void addIp(IpMatch ip) {
    Optional<Cidr> own = sends ? ip.source() : ip.destination();
    Optional<String> ownName = sends ? ip.srcDnsname() : ip.dstDnsname();
    // Which address the device has is the gateway's business, not the manufacturer's.
    if (own.filter(cidr -> !cidr.everything()).isPresent() || ownName.isPresent()) {
      limits.cannotMatch("the device's own address");
    }
    (sends ? ip.destination() : ip.source()).filter(c -> !c.everything()).ifPresent(this::addRange);
    (sends ? ip.dstDnsname() : ip.srcDnsname())
        .ifPresent(name -> remotes.add(new Remote.Name(name)));
  }

  private void addRange(Cidr cidr) {
    Optional<Cidr> both = range.isEmpty() ? Optional.of(cidr) : range.get().intersect(cidr);
    if (both.isEmpty()) {
      limits.matchesNothing(range.orElseThrow() + " and " + cidr + " have nothing in common");
    } else {
      range = both;
    }
  }

  private void addMud(MudMatch mud, MudUrl mudUrl) {
    mud.manufacturer().ifPresent(authority -> remotes.add(new Remote.Maker(authority)));
    if (mud.sameManufacturer()) {
      remotes.add(new Remote.Maker(mudUrl.authority()));
    }
    mud.model().ifPresent(url -> remotes.add(new Remote.Model(url)));
    if (mud.localNetworks()) {
      remotes.add(new Remote.LocalNetworks());
    }
    mud.controller().ifPresent(uri -> remotes.add(new Remote.Controller(uri)));
    if (mud.myController()) {
      remotes.add(new Remote.Controller(MY_CONTROLLER));
    }
  }

  private void addEth(EthMatch eth) {
    Optional<HardwareMatch> far = sends ? eth.destination() : eth.source();
    Optional<HardwareMatch> own = sends ? eth.source() : eth.destination();
    if (far.filter(HardwareMatch::group).isPresent()
        || own.filter(HardwareMatch::group).isPresent()) {
      limits.notForwarded("broadcast and multicast frames");
      return;
    }
    if (own.filter(match -> !match.everything()).isPresent()) {
      limits.cannotMatch("the device's own hardware address");
    }
    if (far.isEmpty() || far.get().everything()) {
      return;
    }
    if (far.get().exact()) {
      remotes.add(new Remote.Hardware(far.get().text()));
    } else {
      limits.cannotMatch("a range of hardware addresses");
    }
  }

  private Remote all() {
    List<Remote> parts = new ArrayList<>();
    range.ifPresent(cidr -> parts.add(new Remote.Prefix(cidr.toString())));
    parts.addAll(remotes);
    return parts.stream().reduce(Remote.Both::new).orElseGet(Remote.Any::new);
  }
}
