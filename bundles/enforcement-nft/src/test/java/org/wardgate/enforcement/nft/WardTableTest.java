package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.mac;
import static org.wardgate.enforcement.nft.Ward.placement;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

class WardTableTest {
  private static final PolicySet A = sending(udp(host("203.0.113.1"), 1));
  private static final PolicySet B = sending(udp(host("203.0.113.2"), 2));

  private static final PolicySet NAMED = sending(udp(new Remote.Name("t.example"), 443));

  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private WardTable table = newTable();

  private WardTable newTable() {
    try {
      return new WardTable(NftSettings.forText("br0", List.of()), nanos::get);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void fresh() {
    table = newTable();
  }

  @Test
  void aFirstDeviceBringsItsProfile() throws Exception {
    List<String> commands = table.place(placement(11, mac(11), A)).commands();

    assertThat(commands.get(0)).startsWith("add table inet wardgate { set p");
    assertThat(commands).anyMatch(c -> c.contains("dev_from { 10.77.0.11 . 02:77:00:00:00:0b"));
    assertThat(table.devicesCount()).isEqualTo(1);
  }

  @Test
  void aSecondDeviceSharesIt() throws Exception {
    table.place(placement(11, mac(11), A));

    assertThat(table.place(placement(12, mac(12), A)).commands())
        .noneMatch(command -> command.contains("chain"));
  }

  @Test
  void placingTheSameAgainDoesNothing() throws Exception {
    table.place(placement(11, mac(11), A));

    assertThat(table.place(placement(11, mac(11), A)).commands()).isEmpty();
  }

  @Test
  void aReplacementClosesBeforeItOpensAndDropsTheUnusedProfile() throws Exception {
    table.place(placement(11, mac(11), A));

    List<String> commands = table.place(placement(11, mac(11), B)).commands();

    assertThat(commands.get(0)).startsWith("delete element");
    int opening = indexOf(commands, "add element inet wardgate dev_from");
    assertThat(indexOf(commands, "delete element inet wardgate dev_from")).isLessThan(opening);
    assertThat(indexOf(commands, "delete chain")).isGreaterThan(opening);
  }

  @Test
  void everyChangeCanBeTakenBack() throws Exception {
    table.place(placement(11, mac(11), A));
    table.place(placement(12, mac(12), NAMED));
    List<String> before = sorted();

    table.place(placement(13, mac(13), B)).undo().run();
    assertThat(sorted()).isEqualTo(before);
    table.place(placement(11, mac(14), B)).undo().run();
    assertThat(sorted()).isEqualTo(before);
    table.remove(Ward.id(12)).undo().run();
    assertThat(sorted()).isEqualTo(before);
    table.insert("t.example", Map.of(InetAddress.getByName("203.0.113.9"), 60)).undo().run();
    assertThat(sorted()).isEqualTo(before);
  }

  @Test
  void removingAnAbsentDeviceDoesNothing() {
    assertThat(table.remove(new DeviceId("nobody")).commands()).isEmpty();
  }

  @Test
  void theFirstHolderKeepsAnAddress() throws Exception {
    table.place(placement(11, mac(11), A));
    Placement second =
        new Placement(
            new DeviceId("other"),
            new NetworkBinding(InetAddress.getByName("10.77.0.11"), mac(12)),
            A);

    assertThatThrownBy(() -> table.place(second))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0008");
    assertThat(table.devicesCount()).isEqualTo(1);
  }

  @Test
  void refusesAddressesThatAreNoHosts() {
    for (String address :
        List.of("0.0.0.0", "127.0.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "ff02::1")) {
      assertThatThrownBy(
              () ->
                  table.place(
                      new Placement(
                          new DeviceId("x"),
                          new NetworkBinding(InetAddress.getByName(address), mac(1)),
                          A)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-NFT-0006");
    }
  }

  @Test
  void profilesWithTheSameNumberDoNotMeet() throws Exception {
    table.place(placement(11, mac(11), numbered("ffff000000000001", A)));
    table.place(placement(12, mac(12), numbered("ffff000000000002", B)));
    table.place(placement(13, mac(13), numbered("0000000000000003", B)));

    assertThat(String.join(";", table.install("m"))).contains("p65535_from", "p1_from", "p2_from");
  }

  @Test
  void aNameIsInsertedWithGraceAndExtendedButNeverShortened() throws Exception {
    table.place(placement(11, mac(11), NAMED));
    InetAddress address = InetAddress.getByName("203.0.113.9");

    assertThat(table.insert("t.example", Map.of(address, 60)).commands())
        .singleElement()
        .asString()
        .startsWith("add element")
        .contains("203.0.113.9 timeout 90s");
    assertThat(table.insert("t.example", Map.of(address, 10)).commands()).isEmpty();
    assertThat(table.insert("t.example", Map.of(address, 100)).commands())
        .singleElement()
        .asString()
        .contains("timeout 130s");
    assertThat(table.insert("other.example", Map.of(address, 100)).commands()).isEmpty();
  }

  @Test
  void beforeLinux612AnElementIsReplacedToLiveLonger() throws Exception {
    table = new WardTable(onKernel(false), nanos::get);
    table.place(placement(11, mac(11), NAMED));
    InetAddress address = InetAddress.getByName("203.0.113.9");

    List<String> commands = table.insert("t.example", Map.of(address, 60)).commands();

    assertThat(commands).hasSize(3);
    assertThat(commands.get(0)).contains("203.0.113.9 timeout 90s");
    assertThat(commands.get(1)).startsWith("delete element").doesNotContain("timeout");
    assertThat(commands.get(2)).isEqualTo(commands.get(0));
    assertThat(KernelRelease.extendsTimeouts("6.12.3-generic")).isTrue();
    assertThat(KernelRelease.extendsTimeouts("7.0")).isTrue();
    assertThat(KernelRelease.extendsTimeouts("6.1.0-18-amd64")).isFalse();
    assertThat(KernelRelease.extendsTimeouts("unknown")).isFalse();
  }

  private static NftSettings onKernel(boolean extendsTimeouts) throws RefusedException {
    NftSettings some = NftSettings.forText("br0", List.of());
    return new NftSettings(
        some.wardInterface(),
        some.localNetworks(),
        some.nftCommand(),
        some.ipCommand(),
        some.tableName(),
        some.strangerUdpPorts(),
        some.memberPorts(),
        some.nflogGroup(),
        some.watchPeriod(),
        some.commandTimeout(),
        some.onStop(),
        extendsTimeouts);
  }

  @Test
  void aLaterProfileStartsWithWhatIsLeftOfTheTime() throws Exception {
    table.place(placement(11, mac(11), NAMED));
    table.insert("t.example", Map.of(InetAddress.getByName("203.0.113.9"), 60));
    nanos.addAndGet(40_000_000_000L);

    PolicySet other = sending(udp(new Remote.Name("t.example"), 8_883));
    assertThat(table.place(placement(12, mac(12), other)).commands())
        .anyMatch(command -> command.endsWith("8883 . 203.0.113.9 timeout 50s }"));
    nanos.addAndGet(51_000_000_000L);
    assertThat(table.install("m")).noneMatch(command -> command.contains("timeout 5"));
  }

  @Test
  void ofOneAddressUnderTwoNamesTheLongerTimeCounts() throws Exception {
    PolicySet two =
        sending(udp(new Remote.Name("a.example"), 443), udp(new Remote.Name("b.example"), 443));
    table.place(placement(11, mac(11), two));
    InetAddress address = InetAddress.getByName("203.0.113.9");

    table.insert("a.example", Map.of(address, 600));

    assertThat(table.insert("b.example", Map.of(address, 60)).commands())
        .allMatch(command -> command.startsWith("delete") || command.contains("timeout 630s"));
  }

  @Test
  void reconcilingKeepsNumbersAndNamesAndSaysWhoIsLeftOut() throws Exception {
    table.place(placement(11, mac(11), NAMED));
    table.insert("t.example", Map.of(InetAddress.getByName("203.0.113.9"), 60));
    Map<DeviceId, RefusedException> leftOut = new HashMap<>();
    Placement twin =
        new Placement(
            new DeviceId("twin"),
            new NetworkBinding(InetAddress.getByName("10.77.0.11"), mac(12)),
            A);

    WardTable next = table.with(List.of(placement(11, mac(11), NAMED), twin), leftOut);

    assertThat(leftOut).containsOnlyKeys(new DeviceId("twin"));
    assertThat(next.devicesCount()).isEqualTo(1);
    assertThat(String.join(";", next.install("m"))).contains("203.0.113.9 timeout 90s");
  }

  @Test
  void theWholeTableIsReplacedInOneGo() throws Exception {
    table.place(placement(11, mac(11), A));

    assertThat(table.install("mark_1"))
        .startsWith(
            "add table inet wardgate",
            "delete table inet wardgate",
            "add table arp wardgate",
            "delete table arp wardgate");
  }

  @Test
  void aDeviceWithSeveralAddressesHasElementsForEach() throws Exception {
    String commands = String.join(";", table.place(placement(11, mac(11), A)).commands());
    int n = NftText.profileNumber(A);

    assertThat(commands)
        .contains("dev_from { 10.77.0.11 . 02:77:00:00:00:0b : " + TableText.number(n))
        .contains("dev_from6 { fd00:77:0:0:0:0:0:b . 02:77:00:00:00:0b : 0x00000001")
        .contains("dev_to6 { fd00:77:0:0:0:0:0:b : 0x00000001")
        .contains("nd_addrs { 0xfd00007700000000000000000000000b }")
        .doesNotContain("chain p" + n + "_from6");
  }

  @Test
  void aLinkLocalAddressIsKeptFromOthersAndNeverForwarded() throws Exception {
    NetworkBinding near = new NetworkBinding(InetAddress.getByName("fe80::b"), mac(11));
    Placement placement =
        new Placement(
            new DeviceId("x"), List.of(near), Policies.open("https://m.example/x"), none());

    String commands = String.join(";", table.place(placement).commands());

    assertThat(commands)
        .contains("placed6 { fe80:0:0:0:0:0:0:b")
        .doesNotContain("dev_from6 { fe80");
  }

  @Test
  void oneAddressWithTwoHardwareAddressesIsRefused() throws Exception {
    InetAddress address = InetAddress.getByName("10.77.0.11");
    Placement placement =
        new Placement(
            new DeviceId("x"),
            List.of(new NetworkBinding(address, mac(1)), new NetworkBinding(address, mac(2))),
            A,
            none());

    assertThatThrownBy(() -> table.place(placement))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
  }

  @Test
  void aNewPolicyTouchesOnlyWhatChanges() throws Exception {
    table.place(placement(11, mac(11), A));

    assertThat(table.place(placement(11, mac(11), B)).commands())
        .noneMatch(command -> command.contains("element") && command.contains("placed"))
        .noneMatch(command -> command.contains("arp"));
  }

  @Test
  void groupsCostNothingUntilARuleMentionsThem() throws Exception {
    PolicySet grouped = sending(udp(new Remote.Maker("maker.example"), 5_000));
    assertThat(String.join(";", table.place(placement(11, mac(11), A)).commands()))
        .doesNotContain(" g1");

    List<String> first = table.place(placement(12, mac(12), grouped)).commands();
    assertThat(first).anyMatch(c -> c.startsWith("add element inet wardgate g1 { 10.77.0.11 }"));
    assertThat(table.place(placement(13, mac(13), A)).commands())
        .contains(
            "add element inet wardgate g1 { 10.77.0.13 }",
            "add element inet wardgate g1s { fd00:77:0:0:0:0:0:d }");
    assertThat(table.remove(Ward.id(13)).commands())
        .contains("delete element inet wardgate g1 { 10.77.0.13 }");
    assertThat(table.remove(Ward.id(12)).commands())
        .contains("delete set inet wardgate g1", "delete set inet wardgate g1s");
  }

  @Test
  void onlyMudUrlsMakeGroups() {
    assertThat(Groups.authority("https://Maker.Example/x")).contains("maker.example");
    assertThat(Groups.authority("https://maker.example:443/x")).contains("maker.example");
    assertThat(Groups.authority("https://maker.example:8443/x")).contains("maker.example:8443");
    for (String none :
        List.of(
            "therapy-floor",
            "bootstrapping:https://maker.example/x",
            "",
            "https://",
            "http://m/")) {
      assertThat(Groups.authority(none)).as(none).isEmpty();
    }
  }

  @Test
  void whatIsLeftAtTheEndAreFloors() throws Exception {
    table.place(placement(11, mac(11), A));
    table.place(
        new Placement(Ward.id(12), placement(12, mac(12), A).bindings(), A, Optional.of(B)));

    WardTable floors = table.floors();

    assertThat(floors.devicesCount()).isEqualTo(1);
    assertThat(String.join(";", floors.install("m")))
        .contains("10.77.0.12 . 02:77:00:00:00:0c : " + TableText.number(NftText.profileNumber(B)))
        .doesNotContain("10.77.0.11");
  }

  @Test
  void aBandwidthIsOneLimitForAllAddresses() throws Exception {
    PolicySet limited =
        new PolicySet(
            A.id(),
            A.origin(),
            "",
            A.fromDevice(),
            List.of(),
            Optional.of(new Bandwidth(1_000, 5_000_000_000L)));

    List<String> commands = table.place(placement(11, mac(11), limited)).commands();

    assertThat(String.join(";", commands))
        .contains("limit l1f { rate over 1000 bytes/second burst 65536 bytes; }")
        .contains("_bf { 10.77.0.11 : \"l1f\" }")
        .doesNotContain("l1t");
    assertThat(table.remove(Ward.id(11)).commands()).contains("delete limit inet wardgate l1f");
  }

  @Test
  void countersAreReadWithBoundsAndGoToTheFirstRule() throws Exception {
    FlowRule first = Policies.named("first", udp(host("203.0.113.1"), 1));
    FlowRule second = Policies.named("second", udp(new Remote.Name("t.example"), 443));
    PolicySet policy = sending(first, second, Policies.named("third", second));
    table.place(placement(11, mac(11), policy));
    table.insert("t.example", Map.of(InetAddress.getByName("203.0.113.9"), 60));
    String set = "p" + NftText.profileNumber(policy) + "_f0_";
    Tally tally = new Tally(table.ledger());

    CounterListing.read(
        List.of(
            "\tmap dev_from {",
            "\t\telements = { 10.77.0.11 . 02:77:00:00:00:0b counter packets 7 bytes 900 : goto x,",
            "\t\t\t     10.77.0.99 . 02:77:00:00:00:63 counter packets 9 bytes 9 : goto x }",
            "\t}",
            "\tmap dev_to6 {",
            "\t\telements = { fd00:77::b counter packets 2 bytes 80 : goto x }",
            "\t}",
            "\tset " + set + "0 {",
            "\t\telements = { 17 . 0-65535 . 1 . 203.0.113.1 counter packets 3 bytes 1,",
            "\t\t\t     nonsense counter packets 99999999999999999999 bytes 1 }",
            "\t\telements = { 17 . 0-65535 . 443 . 203.0.113.9 counter packets 4 bytes 1 timeout 1m }",
            "\t}",
            "\tset unknown {",
            "\t\telements = { 17 . 0-65535 . 443 . 203.0.113.9 counter packets 5 bytes 1 }"),
        tally::count);

    assertThat(tally.usage().devices())
        .containsExactlyEntriesOf(
            Map.of(
                Ward.id(11), new org.wardgate.api.enforcement.PolicyUsage.Traffic(7, 900, 2, 80)));
    assertThat(tally.usage().rules().get(policy.id()))
        .isEqualTo(Map.of("first", 3L, "second", 4L, "third", 0L));
  }

  private static Optional<PolicySet> none() {
    return Optional.empty();
  }

  private List<String> sorted() {
    return table.install("m").stream().sorted().toList();
  }

  private static PolicySet numbered(String id, PolicySet like) {
    return new PolicySet(new ProfileId(id), like.origin(), "", like.fromDevice(), like.toDevice());
  }

  private static int indexOf(List<String> commands, String start) {
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError(start + " not in " + commands);
  }
}
