package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.Cidr;
import org.wardgate.mud.file.IpMatch;
import org.wardgate.mud.file.Matches;
import org.wardgate.mud.file.MudMatch;
import org.wardgate.mud.file.MudUrl;

/**
 * The far end an entry names: the destination of what the device sends, the source of what is sent
 * to it.
 */
final class FarEnd {
  /** The gateway's name for the hosts of RFC 8520 §4.7, mapped for each MUD URL. */
  static final String MY_CONTROLLER = "my-controller";

  private FarEnd() {}

  /** Reads the far end; what cannot be matched is added to {@code unmatched}. */
  static Remote of(Matches matches, MudUrl mudUrl, Direction direction, Set<String> unmatched) {
    List<Remote> remotes = new ArrayList<>();
    matches.ip().ifPresent(ip -> addIp(ip, direction, remotes, unmatched));
    matches.mud().ifPresent(mud -> addMud(mud, mudUrl, remotes));
    if (remotes.size() > 1) {
      unmatched.add("several conditions on the far end at once");
    }
    return remotes.isEmpty() ? new Remote.Any() : remotes.get(0);
  }

  private static void addIp(
      IpMatch ip, Direction direction, List<Remote> remotes, Set<String> unmatched) {
    boolean sends = direction == Direction.FROM_DEVICE;
    Optional<Cidr> own = sends ? ip.source() : ip.destination();
    Optional<String> ownName = sends ? ip.srcDnsname() : ip.dstDnsname();
    // Which address the device has is the gateway's business, not the manufacturer's.
    if (own.filter(cidr -> !cidr.everything()).isPresent() || ownName.isPresent()) {
      unmatched.add("the device's own address");
    }
    (sends ? ip.destination() : ip.source())
        .filter(cidr -> !cidr.everything())
        .ifPresent(cidr -> remotes.add(new Remote.Prefix(cidr.toString())));
    (sends ? ip.dstDnsname() : ip.srcDnsname())
        .ifPresent(name -> remotes.add(new Remote.Name(name)));
  }

  private static void addMud(MudMatch mud, MudUrl mudUrl, List<Remote> remotes) {
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
}
