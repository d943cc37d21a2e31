package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance cases of NIST's MUD manager, from its own files to packets. Where its test
 * network had everything on one segment, devices are on the ward and other hosts beyond the
 * gateway.
 */
@Tag("root")
class NistConformanceTest {
  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Path cases;

  @SuppressWarnings("NullAway.Init")
  private static MudWard ward;

  @SuppressWarnings("NullAway.Init")
  private static GatewayProgram gateway;

  @BeforeAll
  static void build() throws IOException {
    MudWard.assumeRoot();
    cases =
        Path.of(
            System.getProperty("wardgate.vectors", "../../../shared/vectors"),
            "mud/nist-mud/test/unittest");
    if (!Files.isDirectory(cases)) {
      if ("true".equals(System.getenv("CI"))) {
        fail("no vectors under " + cases);
      }
      assumeTrue(false, "no vectors under " + cases);
    }
    ward = new MudWard("n");
    gateway = new GatewayProgram(ward.gateway.name(), "nft", MudWard.LOCAL_NETWORKS);
    gateway.enforce("reconcile");
  }

  @AfterAll
  static void tearDown() throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    if (ward != null) {
      ward.close();
    }
  }

  @AfterEach
  void clear() throws IOException {
    ward.clear(gateway);
  }

  private static Stream<String> names() {
    return Stream.of(
        "mud-controllerclass-test",
        "mud-dhcp-test",
        "mud-dns-test",
        "mud-local-and-same-mfg-test",
        "mud-local-networks-test",
        "mud-logging-test",
        "mud-mfg-test",
        "mud-model-test",
        "mud-mycontrollerclass-test",
        "mud-quarantine-test",
        "mud-same-manufacturer-test",
        "mud-same-mfg-scale-test",
        "mud-tcp-direction-test");
  }

  @ParameterizedTest
  @MethodSource("names")
  void conforms(String name) throws IOException {
    NistCase nist = NistCase.read(cases.resolve(name));

    List<Probe> probes = start(nist, nist.mappings());

    ward.check(probes);
  }

  @Test
  void noCaseIsForgotten() throws IOException {
    try (var folders = Files.list(cases)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .filteredOn(folder -> folder.startsWith("mud-"))
          .containsExactlyInAnyOrderElementsOf(names().toList());
    }
  }

  @Test
  void aControllerClassOpensOnceItIsMapped() throws IOException {
    NistCase nist = NistCase.read(cases.resolve("mud-controllerclass-test"));
    nist.controllers().put("https://controller.nist.local", List.of("10.0.0.7"));

    ward.check(start(nist, nist.mappings()));
  }

  @Test
  void quarantineLeavesNothing() throws IOException {
    NistCase nist = NistCase.read(cases.resolve("mud-quarantine-test"));
    List<Probe> probes = start(nist, nist.mappings());
    ward.check(probes);

    ward.clear(gateway);

    ward.check(
        probes.stream()
            .map(p -> new Probe(false, p.protocol(), p.from(), p.fromPort(), p.to(), p.toPort()))
            .toList());
  }

  /** Puts its devices in force. */
  private static List<Probe> start(NistCase nist, List<String> mappings) throws IOException {
    assertThat(MudWard.LOCAL_NETWORKS).containsAll(nist.localNetworks());
    gateway.compile("nist", nist.mudUrl(), nist.file(), mappings);
    int device = 0;
    for (String mac : nist.macs()) {
      if (++device < MudWard.DEVICES_COUNT) {
        ward.mac(device, mac);
        ward.place(gateway, device, "nist");
      }
    }
    Map<String, Integer> others = new LinkedHashMap<>();
    for (Map.Entry<String, String> other : nist.others().entrySet()) {
      String open = "'ipv4':{}";
      MudText file = new MudText(other.getKey()).from(open).to(open);
      gateway.compile("other", file.url(), file.file("ipv4-acl-type"), List.of());
      others.put(other.getKey(), ++device);
      ward.mac(device, other.getValue());
      ward.place(gateway, device, "other");
    }
    for (String name : nist.names()) {
      String outside = ward.outside(13, Family.IPV4).address();
      gateway.enforce("insert " + name + " 600 " + outside);
    }
    return new ArrayList<>(new NistProbes(ward, nist, others).all());
  }
}
