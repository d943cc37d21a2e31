package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

class InventoryReaderTest {
  @Test
  void readsTheDocumentedForm() throws RefusedException {
    InventorySnapshot inventory = read(new Example(7).toString());
    assertThat(inventory.version()).isEqualTo(7);
    InventoryEntry pump = inventory.entry("acme", "SN-1").orElseThrow();
    assertThat(pump.device()).isEqualTo(new DeviceId("pump-1"));
    assertThat(pump.hasFloor()).isTrue();
    assertThat(pump.therapyFloor())
        .containsExactly(
            new FlowRule(
                "therapy-floor/0",
                FlowRule.Action.ACCEPT,
                FlowRule.Family.IPV4,
                FlowRule.Protocol.TCP,
                new PortRange(1024, 65_535),
                PortRange.of(443),
                new Remote.Prefix("10.9.0.7/32"),
                FlowRule.Initiation.FROM_DEVICE));
    assertThat(inventory.classOf(pump.device()).orElseThrow().requiredTrust()).isEqualTo(0.75);
    assertThat(inventory.manufacturers().get("acme")).isNotNull();
  }

  @Test
  void floorsMayNameHostsAndIpv6() throws RefusedException {
    Example example = new Example();
    example.flow().put("remote", "2001:db8::/32");
    ((ArrayNode) example.pump().path("therapyFloor"))
        .addObject()
        .put("protocol", "udp")
        .put("direction", "either")
        .put("remote", "alarms.ward.example");
    InventoryEntry pump = read(example.toString()).entry(new DeviceId("pump-1")).orElseThrow();
    assertThat(pump.therapyFloor().get(0).family()).isEqualTo(FlowRule.Family.IPV6);
    assertThat(pump.therapyFloor().get(0).remote()).isEqualTo(new Remote.Prefix("2001:db8::/32"));
    assertThat(pump.therapyFloor().get(1).remote())
        .isEqualTo(new Remote.Name("alarms.ward.example"));
    assertThat(pump.therapyFloor().get(1).remotePorts()).isEqualTo(PortRange.ANY);
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("version 0", e -> e.root.put("version", 0)),
        spoil("version text", e -> e.root.put("version", "1")),
        spoil("version fraction", e -> e.root.put("version", 1.5)),
        spoil("version missing", e -> e.root.remove("version")),
        spoil("devices missing", e -> e.root.remove("devices")),
        spoil("devices no array", e -> e.root.put("devices", 1)),
        spoil("issuedAt no time", e -> e.root.put("issuedAt", "yesterday")),
        spoil("unknown field", e -> e.root.put("vesion", 1)),
        spoil("misspelt lifeSupport", e -> e.pump().put("lifesupport", true)),
        spoil("lifeSupport absent", e -> e.pump().remove("lifeSupport")),
        spoil("lifeSupport text", e -> e.pump().put("lifeSupport", "true")),
        spoil(
            "life support without a stated floor",
            e -> e.pump().put("lifeSupport", true).remove("therapyFloor")),
        spoil("id with capitals", e -> e.pump().put("id", "Pump-1")),
        spoil("id with slash", e -> e.pump().put("id", "../pump")),
        spoil("id of a stranger", e -> e.pump().put("id", "unknown-0011223344556677")),
        spoil("id twice", e -> e.device("pump-1", "SN-2")),
        spoil("serial twice", e -> e.device("pump-2", "SN-1")),
        spoil("serial blank", e -> e.pump().put("serial", " ")),
        spoil("name with control characters", e -> e.pump().put("name", "pump\u001b[31m")),
        spoil("unknown class", e -> e.pump().put("class", "toaster")),
        spoil("unknown manufacturer", e -> e.pump().put("manufacturer", "nobody")),
        spoil("mudUrl http", e -> e.pump().put("mudUrl", "http://mud.acme.example/")),
        spoil("mudUrl with user", e -> e.pump().put("mudUrl", "https://a@mud.acme.example/")),
        spoil("mudUrl nonsense", e -> e.pump().put("mudUrl", "https://")),
        spoil("device no object", e -> ((ArrayNode) e.root.path("devices")).add(1)),
        spoil("trust above 1", e -> e.deviceClass().put("requiredTrust", 1.01)),
        spoil("trust text", e -> e.deviceClass().put("requiredTrust", "0.7")),
        spoil("uncertainty negative", e -> e.deviceClass().put("uncertaintyMax", -0.1)),
        spoil("period 0", e -> e.deviceClass().put("challengePeriodSeconds", 0)),
        spoil("period too long", e -> e.deviceClass().put("challengePeriodSeconds", 3601)),
        spoil("missed 0", e -> e.deviceClass().put("missedPeriodsMax", 0)),
        spoil("missed too many", e -> e.deviceClass().put("missedPeriodsMax", 101)),
        spoil(
            "class twice",
            e -> ((ArrayNode) e.root.path("classes")).add(e.deviceClass().deepCopy())),
        spoil(
            "manufacturer twice",
            e -> ((ArrayNode) e.root.path("manufacturers")).add(e.maker().deepCopy())),
        spoil("no anchors", e -> e.maker().putArray("idevidAnchors")),
        spoil("anchor no PEM", e -> e.maker().putArray("idevidAnchors").add("hello")),
        spoil("anchor no string", e -> e.maker().putArray("idevidAnchors").add(1)),
        spoil("grace negative", e -> e.maker().put("expiredSignerGraceDays", -1)),
        spoil("grace too long", e -> e.maker().put("expiredSignerGraceDays", 3651)),
        spoil("grace fraction", e -> e.maker().put("expiredSignerGraceDays", 1.5)),
        spoil("bootstrapping text", e -> e.maker().put("bootstrappingAllowed", "yes")),
        spoil("bootstrapping null", e -> e.maker().putNull("bootstrappingAllowed")),
        spoil("flow to mapped IPv6", e -> e.flow().put("remote", "::ffff:a09:7/32")),
        spoil("authority as URL", e -> e.maker().putArray("mudAuthorities").add("https://a/")),
        spoil("flow protocol", e -> e.flow().put("protocol", "sctp")),
        spoil("flow direction", e -> e.flow().put("direction", "both")),
        spoil("flow host bits", e -> e.flow().put("remote", "10.9.0.7/24")),
        spoil("flow prefix too long", e -> e.flow().put("remote", "10.9.0.7/33")),
        spoil("flow address", e -> e.flow().put("remote", "10.9.0.256")),
        spoil("flow octal address", e -> e.flow().put("remote", "010.9.0.7")),
        spoil("flow name with capitals", e -> e.flow().put("remote", "Host.example")),
        spoil("flow name injection", e -> e.flow().put("remote", "a.b; accept")),
        spoil("flow port 0", e -> e.flow().put("remotePorts", "0")),
        spoil("flow port order", e -> e.flow().put("remotePorts", "9-8")),
        spoil("flow port range", e -> e.flow().put("remotePorts", "1-70000")),
        spoil("flow ports of icmp", e -> e.flow().put("protocol", "icmp")),
        spoil("flow family contradiction", e -> e.flow().put("family", "ipv6")),
        spoil("flow unknown field", e -> e.flow().put("ports", "443")));
  }

  private static Arguments spoil(String name, Consumer<Example> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Example> change) {
    Example example = new Example();
    change.accept(example);
    assertThatThrownBy(() -> read(example.toString()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-INV-0002");
  }

  @Test
  void theRefusalNamesTheEntry() {
    Example example = new Example();
    example.device("pump-2", "SN-2").put("lifeSupport", "no");
    assertThatThrownBy(() -> read(example.toString()))
        .hasMessageContaining("devices[1] pump-2")
        .hasMessageContaining("lifeSupport");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"version\":1}",
        "{\"version\":1,\"version\":1}",
        "{} {}",
        "\u0000"
      })
  void refusesWhatIsNoInventory(String text) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesDuplicateKeysInsideEntries() {
    String json = new Example().toString().replace("\"serial\":", "\"name\":\"x\",\"serial\":");
    assertThatThrownBy(() -> read(json)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesDepthAndLongStringsAndManyFlows() {
    Example deep = new Example();
    deep.pump().set("name", Example.json("[".repeat(20) + "]".repeat(20)));
    assertThatThrownBy(() -> read(deep.toString())).hasMessageContaining("WG-INV-0003");
    Example longName = new Example();
    longName.pump().put("name", "x".repeat(70_000));
    assertThatThrownBy(() -> read(longName.toString())).hasMessageContaining("WG-INV-0003");
    Example many = new Example();
    ArrayNode floor = (ArrayNode) many.pump().path("therapyFloor");
    for (int i = 0; i < 64; i++) {
      floor.add(many.flow().deepCopy());
    }
    assertThatThrownBy(() -> read(many.toString())).hasMessageContaining("WG-INV-0003");
  }

  @Property(tries = 300)
  void aChangedByteIsReadOrRefusedButNothingElse(
      @ForAll @IntRange(max = 5_000) int at, @ForAll byte to) {
    byte[] content = new Example().toString().getBytes(StandardCharsets.UTF_8);
    content[at % content.length] = to;
    try {
      assertThat(InventoryReader.read(Bytes.of(content)).version()).isPositive();
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).startsWith("WG-INV-");
    }
  }

  private static InventorySnapshot read(String json) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(json));
  }
}
