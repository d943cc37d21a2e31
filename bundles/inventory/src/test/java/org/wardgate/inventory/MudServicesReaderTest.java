package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.MudServices;

class MudServicesReaderTest {
  private static final String NTP = "urn:ietf:params:mud:ntp";
  private static final String PUMP = "https://mud.acme.example/pump.json";
  private static final String DIGEST = "ab".repeat(32);

  /** The example, with services that a test spoils. */
  private static final class Services {
    final Example example = new Example();
    final ObjectNode node = example.root.putObject("mudServices");

    Services() {
      controller(NTP).add("10.9.0.1").add("2001:db8:0::5/128");
      node.putArray("myControllers")
          .addObject()
          .put("mudUrl", PUMP)
          .putArray("addresses")
          .add("10.9.0.0/24");
      approve(PUMP, DIGEST);
      node.put("unauthenticatedUrls", true);
    }

    ArrayNode controller(String uri) {
      ObjectNode controller = node.withArray("controllers").addObject().put("class", uri);
      return controller.putArray("addresses");
    }

    ObjectNode first(String field) {
      return (ObjectNode) node.path(field).path(0);
    }

    ObjectNode approve(String url, String digest) {
      return node.withArray("approvedFiles").addObject().put("mudUrl", url).put("sha256", digest);
    }

    MudServices read() throws RefusedException {
      return InventoryReader.read(Hospital.bytes(example.toString())).mudServices();
    }
  }

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    MudServices services = new Services().read();
    assertThat(services.controllers())
        .isEqualTo(Map.of(NTP, List.of("10.9.0.1/32", "2001:db8::5/128")));
    assertThat(services.myControllers()).isEqualTo(Map.of(PUMP, List.of("10.9.0.0/24")));
    assertThat(services.approvedFiles()).isEqualTo(Map.of(PUMP, Set.of(DIGEST)));
    assertThat(services.unauthenticatedUrls()).isTrue();
  }

  @Test
  void saysNothingWhereTheHospitalSaysNothing() throws RefusedException {
    assertThat(InventoryReader.read(Hospital.bytes(new Example().toString())).mudServices())
        .isEqualTo(MudServices.NONE);
    Services empty = new Services();
    empty.node.removeAll();
    assertThat(empty.read()).isEqualTo(MudServices.NONE);
  }

  @Test
  void aFileMayHaveSeveralApprovedVersions() throws RefusedException {
    Services services = new Services();
    services.approve(PUMP, "cd".repeat(32));
    assertThat(services.read().approvedFiles().get(PUMP)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
    "0:0:0:0:0:0:0:0/0, ::/0",
    "2001:0db8::/32, 2001:db8::/32",
    "fe80:0:1:0:1:0:1:0/112, fe80:0:1:0:1:0:1:0/112",
    "::1, ::1/128",
    "fd00::, fd00::/128",
    "0.0.0.0/0, 0.0.0.0/0"
  })
  void prefixesAreCanonical(String written, String canonical) {
    assertThat(AddressPrefix.canonical(written)).contains(canonical);
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no object", s -> s.example.root.put("mudServices", true)),
        spoil("array", s -> s.example.root.putArray("mudServices")),
        spoil("null", s -> s.example.root.putNull("mudServices")),
        spoil("unknown field", s -> s.node.put("controler", 1)),
        spoil("unknown field inside", s -> s.first("controllers").put("note", "x")),
        spoil("controllers no array", s -> s.node.put("controllers", "x")),
        spoil("class relative", s -> s.first("controllers").put("class", "my-controller")),
        spoil("class with space", s -> s.first("controllers").put("class", "urn:a b")),
        spoil("class beyond ASCII", s -> s.first("controllers").put("class", "urn:\u00e4")),
        spoil("class long", s -> s.first("controllers").put("class", "urn:" + "x".repeat(252))),
        spoil("class missing", s -> s.first("controllers").remove("class")),
        spoil("class twice", s -> s.controller(NTP).add("10.9.0.2")),
        spoil("addresses missing", s -> s.first("controllers").remove("addresses")),
        spoil("addresses empty", s -> s.first("controllers").putArray("addresses")),
        spoil("address a name", s -> s.controller("urn:x").add("ntp.example")),
        spoil("address a number", s -> s.controller("urn:x").add(7)),
        spoil("address host bits", s -> s.controller("urn:x").add("10.9.0.7/24")),
        spoil("address IPv6 host bits", s -> s.controller("urn:x").add("2001:db8::1/64")),
        spoil("address too long", s -> s.controller("urn:x").add("2001:db8::/129")),
        spoil("address mapped", s -> s.controller("urn:x").add("::ffff:a09:1")),
        spoil("address zone", s -> s.controller("urn:x").add("fe80::1%eth0")),
        spoil("address twice", s -> s.controller("urn:x").add("10.9.0.1").add("10.9.0.1/32")),
        spoil("my controller http", s -> s.first("myControllers").put("mudUrl", "http://a/")),
        spoil(
            "my controller twice",
            s -> s.node.withArray("myControllers").add(s.first("myControllers").deepCopy())),
        spoil("digest short", s -> s.approve(PUMP, "ab")),
        spoil("digest capitals", s -> s.approve(PUMP, "AB".repeat(32))),
        spoil("digest twice", s -> s.approve(PUMP, DIGEST)),
        spoil("digest missing", s -> s.first("approvedFiles").remove("sha256")),
        spoil("approved URL", s -> s.approve("mud.acme.example", DIGEST)),
        spoil("flag text", s -> s.node.put("unauthenticatedUrls", "true")));
  }

  private static Arguments spoil(String name, Consumer<Services> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Services> change) {
    Services services = new Services();
    change.accept(services);
    assertThatThrownBy(services::read)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesMoreThanTheLimits() {
    Services addresses = new Services();
    ArrayNode many = addresses.controller("urn:x");
    for (int i = 0; i <= InventoryLimits.CONTROLLER_ADDRESSES_MAX_COUNT; i++) {
      many.add("10.1.0." + i);
    }
    assertThatThrownBy(addresses::read).hasMessageContaining("WG-INV-0003");
    Services files = new Services();
    for (int i = 0; i < InventoryLimits.MUD_SERVICES_MAX_COUNT; i++) {
      files.approve(PUMP, String.format("%064x", i));
    }
    assertThatThrownBy(files::read).hasMessageContaining("WG-INV-0003");
  }
}
