package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;

class DeviceFilesTest {
  static final String HEADER =
      "id,name,class,manufacturer,serial,mudUrl,lifeSupport,therapyFloor\n";
  private static final String ROW = "pump-9,Pump 9,infusion-pump,acme,SN-9,,false,\n";

  private final Map<String, String> files = new HashMap<>();

  /** An inventory that names these files with their digests. */
  private Example naming(String... names) {
    Example example = new Example();
    ObjectNode floor = example.root.putArray("therapyFloors").addObject().put("name", "infusion");
    floor.set("flows", example.pump().path("therapyFloor").deepCopy());
    example.root.withArray("therapyFloors").addObject().put("name", "nothing").putArray("flows");
    for (String name : names) {
      name(example, name, Hospital.bytes(files.getOrDefault(name, "")).sha256().hex());
    }
    return example;
  }

  private static void name(Example example, String file, String digest) {
    example.root.withArray("deviceFiles").addObject().put("file", file).put("sha256", digest);
  }

  private InventorySnapshot read(Example example) throws RefusedException {
    return InventoryReader.read(
        Hospital.bytes(example.toString()),
        name -> {
          String text = files.get(name);
          if (text == null) {
            throw new RefusedException(InventoryErrors.MISSING, name);
          }
          return Hospital.bytes(text);
        });
  }

  private InventorySnapshot readCsv(String text) throws RefusedException {
    files.put("devices.csv", text);
    return read(naming("devices.csv"));
  }

  @Test
  void readsDevicesFromCsv() throws RefusedException {
    InventorySnapshot inventory =
        readCsv(
            HEADER
                + "pump-2,\"Pump 2, bed 7\",infusion-pump,acme,SN-2,"
                + "https://mud.acme.example/p.json,true,infusion\r\n"
                + "pump-3,Pump 3,infusion-pump,acme,SN-3,,true,nothing\n"
                + ROW);
    assertThat(inventory.devices()).hasSize(4);
    InventoryEntry second = inventory.entry("acme", "SN-2").orElseThrow();
    assertThat(second.name()).isEqualTo("Pump 2, bed 7");
    assertThat(second.mudUrl()).contains("https://mud.acme.example/p.json");
    assertThat(second.lifeSupport()).isTrue();
    assertThat(second.therapyFloor())
        .isEqualTo(inventory.entry(new DeviceId("pump-1")).orElseThrow().therapyFloor());
    assertThat(inventory.entry("acme", "SN-3").orElseThrow().therapyFloor()).isEmpty();
    assertThat(inventory.entry("acme", "SN-9").orElseThrow().mudUrl()).isEmpty();
  }

  @Test
  void columnsMayStandInAnyOrderAndOptionalOnesBeAbsent() throws RefusedException {
    assertThat(
            readCsv(
                    """
                    serial,lifeSupport,id,name,class,manufacturer
                    SN-9,false,pump-9,Pump 9,infusion-pump,acme
                    """)
                .entry("acme", "SN-9"))
        .isPresent();
  }

  @Test
  void readsDevicesFromJsonToo() throws RefusedException {
    Example other = new Example();
    other.device("pump-2", "SN-2").put("therapyFloor", "infusion");
    other.root.withArray("devices").remove(0);
    files.put("devices.json", other.root.path("devices").toString());
    files.put("more.csv", HEADER + ROW);
    InventorySnapshot inventory = read(naming("devices.json", "more.csv"));
    assertThat(inventory.devices()).hasSize(3);
    assertThat(inventory.entry("acme", "SN-2").orElseThrow().therapyFloor()).hasSize(1);
  }

  static Stream<Arguments> badCsv() {
    return Stream.of(
        Arguments.of("no header", ""),
        Arguments.of("unknown column", HEADER.replace("mudUrl", "mudurl") + ROW),
        Arguments.of("column twice", HEADER.replace("mudUrl", "name") + ROW),
        Arguments.of("column missing", "id,name,class,manufacturer,serial\n"),
        Arguments.of("too few fields", HEADER + "pump-9,Pump 9\n"),
        Arguments.of("too many fields", HEADER + ROW.strip() + ",\n"),
        Arguments.of("an empty line", HEADER + "\n" + ROW),
        Arguments.of("lifeSupport yes", HEADER + ROW.replace("false", "yes")),
        Arguments.of("lifeSupport empty", HEADER + ROW.replace("false", "")),
        Arguments.of("life support without a floor", HEADER + ROW.replace("false", "true")),
        Arguments.of("unknown floor", HEADER + ROW.replace("false,", "false,other")),
        Arguments.of("a device of the inventory", HEADER + ROW.replace("pump-9", "pump-1")),
        Arguments.of("a serial of the inventory", HEADER + ROW.replace("SN-9", "SN-1")),
        Arguments.of("the same device twice", HEADER + ROW + ROW),
        Arguments.of("unknown class", HEADER + ROW.replace("infusion-pump", "toaster")),
        Arguments.of("unknown manufacturer", HEADER + ROW.replace("acme", "nobody")),
        Arguments.of("a stranger's id", HEADER + ROW.replace("pump-9", "unknown-9")),
        Arguments.of("an empty serial", HEADER + ROW.replace("SN-9", "")),
        Arguments.of("a formula's control", HEADER + ROW.replace("Pump 9", "\u0007")),
        Arguments.of("http", HEADER + ROW.replace("SN-9,", "SN-9,http://a.example/")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badCsv")
  void refusesBadCsv(String name, String text) {
    assertThatThrownBy(() -> readCsv(text)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void theRefusalNamesFileLineAndDevice() {
    assertThatThrownBy(() -> readCsv(HEADER + ROW + ROW.replace("9", "8").replace("false", "true")))
        .hasMessageContaining("devices.csv line 3 pump-8");
    files.put("d.json", "[{\"id\":\"pump-2\"}]");
    assertThatThrownBy(() -> read(naming("d.json"))).hasMessageContaining("d.json[0] pump-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "[] []", "[", "[{\"id\":\"a\",\"id\":\"a\"}]"})
  void refusesBadJson(String text) {
    files.put("d.json", text);
    assertThatThrownBy(() -> read(naming("d.json")))
        .hasMessageContaining("WG-INV-0002")
        .hasMessageContaining("d.json");
  }

  @Test
  void aFileWhoseDigestIsNotNamedIsRefused() {
    Example example = naming();
    files.put("devices.csv", HEADER + ROW);
    name(example, "devices.csv", Hospital.bytes(HEADER).sha256().hex());
    assertThatThrownBy(() -> read(example))
        .hasMessageContaining("WG-INV-0001")
        .hasMessageContaining("devices.csv");
  }

  @Test
  void aNamedFileMustBeThere() {
    assertThatThrownBy(() -> read(naming("devices.csv"))).hasMessageContaining("WG-INV-0005");
    assertThatThrownBy(() -> InventoryReader.read(Hospital.bytes(naming("devices.csv").toString())))
        .hasMessageContaining("WG-INV-0005");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../devices.csv",
        "/devices.csv",
        "a/b.csv",
        "devices.txt",
        ".csv",
        "",
        "a\\b.csv"
      })
  void onlyPlainNamesBesideTheInventoryAreRead(String name) {
    Example example = naming();
    name(example, name, "0".repeat(64));
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesTheSameFileTwiceBadDigestsAndTooManyFiles() {
    files.put("devices.csv", HEADER);
    assertThatThrownBy(() -> read(naming("devices.csv", "devices.csv")))
        .hasMessageContaining("appears twice");
    Example upper = naming();
    name(upper, "devices.csv", "A".repeat(64));
    assertThatThrownBy(() -> read(upper)).hasMessageContaining("sha256");
    Example many = naming();
    for (int i = 0; i <= InventoryLimits.DEVICE_FILES_MAX_COUNT; i++) {
      name(many, i + ".csv", "0".repeat(64));
    }
    assertThatThrownBy(() -> read(many)).hasMessageContaining("WG-INV-0003");
  }

  @Test
  void floorsMustBeNamedOnceAndHaveFlows() {
    Example twice = naming();
    twice.root.withArray("therapyFloors").addObject().put("name", "nothing").putArray("flows");
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("appears twice");
    Example without = naming();
    without.root.withArray("therapyFloors").addObject().put("name", "other");
    assertThatThrownBy(() -> read(without)).hasMessageContaining("flows");
    Example inline = naming();
    inline.pump().put("therapyFloor", "infusion");
    assertThatThrownBy(() -> read(inline)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void twentyThousandDevicesAreReadInOneGo() throws RefusedException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 20_000; i++) {
      text.append("dev-").append(i).append(",Device ").append(i);
      text.append(",infusion-pump,acme,SN-X-").append(i).append(",,false,infusion\r\n");
    }
    InventorySnapshot inventory = readCsv(text.toString());
    assertThat(inventory.devices()).hasSize(20_001);
    List<InventoryEntry> two =
        List.of(
            inventory.entry("acme", "SN-X-0").orElseThrow(),
            inventory.entry("acme", "SN-X-19999").orElseThrow());
    // thousands of devices share one floor
    assertThat(two.get(0).therapyFloor()).isSameAs(two.get(1).therapyFloor());
    assertThat(Bytes.of(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)).length())
        .isLessThan(InventoryLimits.DEVICE_FILE_MAX_BYTES);
  }

  @Test
  void moreDevicesThanAllowedAreRefused() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < InventoryLimits.DEVICES_MAX_COUNT; i++) {
      text.append("d").append(i).append(",D,infusion-pump,acme,").append(i).append(",,false,\n");
    }
    assertThatThrownBy(() -> readCsv(text.toString())).hasMessageContaining("WG-INV-0003");
  }
}
