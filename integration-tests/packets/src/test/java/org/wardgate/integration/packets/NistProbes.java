package org.wardgate.integration.packets;

import static org.wardgate.integration.packets.Probe.drop;
import static org.wardgate.integration.packets.Probe.pass;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.integration.packets.Probe.Spot;

/**
 * Packets that a conformance case allows and denies, worked out from the file's entries alone. The
 * first device is looked at; entries come in pairs, so those about what it sends say it all.
 */
final class NistProbes {
  private static final int OUTSIDE = 13;
  private static final int ELSEWHERE = 14;
  private static final int SOME_LOCAL_HOST = 5;
  private static final int NO_CONTROLLER = 8;
  private static final int SOME_PORT = 4_711;
  private static final int STRANGER = MudWard.DEVICES_COUNT;

  private final MudWard ward;
  private final NistCase nist;
  private final Map<String, Integer> devicesByUrl;
  private final List<Probe> probes = new ArrayList<>();

  /**
   * @param devicesByUrl other devices in force, by MUD URL
   */
  NistProbes(MudWard ward, NistCase nist, Map<String, Integer> devicesByUrl) {
    this.ward = ward;
    this.nist = nist;
    this.devicesByUrl = devicesByUrl;
  }

  /** For each entry: what it allows, and its neighbours that it does not. */
  List<Probe> all() {
    nist.sendingMatches().forEach(this::entry);
    return probes;
  }

  private record Ends(Optional<Spot> peer, Spot wrong, boolean bothAgree) {}

  private void entry(JsonNode matches) {
    Ends ends = ends(matches);
    String protocol = matches.has("tcp") ? "tcp" : "udp";
    JsonNode transport = matches.path(protocol);
    String direction = transport.path("ietf-mud:direction-initiated").asText();
    if (transport.isMissingNode()) {
      everything(ends);
    } else if (direction.equals("to-device")) {
      begunByPeer(protocol, transport.at("/source-port/port").asInt(), ends);
    } else {
      int port = transport.at("/destination-port/port").asInt();
      begunByDevice(protocol, port, ends, direction.isEmpty());
    }
  }

  private Ends ends(JsonNode matches) {
    JsonNode mud = matches.path("ietf-mud:mud");
    if (mud.has("controller")) {
      return controller(mud.get("controller").asText());
    }
    if (mud.has("my-controller")) {
      return controller(nist.mudUrl());
    }
    if (mud.has("local-networks")) {
      return new Ends(Optional.of(server(SOME_LOCAL_HOST)), outside(ELSEWHERE), false);
    }
    if (mud.has("same-manufacturer")) {
      Optional<Spot> second = nist.macs().size() > 1 ? Optional.of(device(2)) : Optional.empty();
      return new Ends(second, device(STRANGER), true);
    }
    if (mud.has("manufacturer")) {
      return byUrl("https://" + mud.get("manufacturer").asText() + "/");
    }
    if (mud.has("model")) {
      return byUrl(mud.get("model").asText());
    }
    return new Ends(Optional.of(outside(OUTSIDE)), outside(ELSEWHERE), false);
  }

  private Ends controller(String uri) {
    Optional<Spot> host =
        Optional.ofNullable(nist.controllers().get(uri))
            .map(addresses -> addresses.get(0).replaceAll(".*\\.", ""))
            .map(last -> server(Integer.parseInt(last)));
    return new Ends(host, server(NO_CONTROLLER), false);
  }

  private Ends byUrl(String start) {
    Spot wanted = device(STRANGER);
    Spot wrong = device(STRANGER);
    for (Map.Entry<String, Integer> other : devicesByUrl.entrySet()) {
      if (other.getKey().startsWith(start)) {
        wanted = device(other.getValue());
      } else {
        wrong = device(other.getValue());
      }
    }
    return new Ends(Optional.of(wanted), wrong, false);
  }

  private void begunByDevice(String protocol, int port, Ends ends, boolean eitherBegins) {
    // where both have this very file, a packet has to please its both lists
    int own = ends.bothAgree() ? port : 0;
    probes.add(drop(protocol, device(1), own, ends.wrong(), port));
    if (ends.peer().isEmpty()) {
      probes.add(drop(protocol, device(1), own, server(NO_CONTROLLER - 1), port));
      return;
    }
    Spot peer = ends.peer().get();
    probes.add(pass(protocol, device(1), own, peer, port));
    probes.add(drop(protocol, device(1), own, peer, port + 1));
    probes.add(drop(protocol, peer, port + 1, device(1), SOME_PORT));
    if (!eitherBegins) {
      probes.add(drop(protocol, peer, port, device(1), SOME_PORT + 1));
    } else if (!ends.bothAgree()) {
      probes.add(pass(protocol, peer, port, device(1), SOME_PORT + 1));
    }
  }

  private void begunByPeer(String protocol, int port, Ends ends) {
    Spot peer = ends.peer().orElseThrow();
    probes.add(pass(protocol, peer, 0, device(1), port));
    probes.add(drop(protocol, peer, 0, device(1), port + 1));
    probes.add(drop(protocol, device(1), port, peer, SOME_PORT));
    probes.add(drop(protocol, ends.wrong(), 0, device(1), port));
  }

  private void everything(Ends ends) {
    Spot peer = ends.peer().orElseThrow();
    for (String protocol : List.of("udp", "tcp")) {
      probes.add(pass(protocol, device(1), 0, peer, SOME_PORT));
      probes.add(pass(protocol, peer, 0, device(1), SOME_PORT));
      probes.add(drop(protocol, device(1), 0, ends.wrong(), SOME_PORT));
      probes.add(drop(protocol, ends.wrong(), 0, device(1), SOME_PORT));
      probes.add(drop(protocol, device(1), 0, outside(ELSEWHERE), SOME_PORT));
    }
    probes.add(pass("icmp", device(1), Family.IPV4.echo, peer, 0));
  }

  private Spot device(int number) {
    return ward.device(number, Family.IPV4);
  }

  private Spot server(int host) {
    return ward.server(host, Family.IPV4);
  }

  private Spot outside(int host) {
    return ward.outside(host, Family.IPV4);
  }
}
