package org.wardgate.mud.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.map;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.mud.testing.MudJson;

/** What people who mean no good, or know no better, put into files. */
class BadInputTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "a\nb", "$(reboot)", "}", "`x`", "a; drop", "\u0000", "\u202eevil", "%s%n"})
  void hostileNamesOfEntriesAreShownCleanedAndDecideNothing(String name) {
    MudReport report = check(MudJson.fromDevice(MudJson.ace(name, "accept", map("tcp", map()))));
    assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    FlowRule rule = report.policy().orElseThrow().fromDevice().get(0);
    assertThat(rule.name()).startsWith("fr/").doesNotContain("\n", "\u0000", "\u202e");
    assertThat(report.words()).containsExactly("device may send TCP to anyone (IPv4)");
    assertThat(report.findings()).allMatch(finding -> finding.line().lines().count() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "a\nb",
        "$(reboot)",
        "}",
        "a b",
        "*",
        "*.a.example",
        "a_b",
        "-a",
        "a..b",
        ""
      })
  void hostileHostNamesAreRefused(String name) {
    refused(
        MudJson.fromDevice(accept("ipv4", map("ietf-acldns:dst-dnsname", name))),
        MudErrors.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:\n}", "my-controller", "", "a b", "/relative", "$(x)"})
  void hostileClassesAreRefused(String uri) {
    refused(
        MudJson.fromDevice(accept("ietf-mud:mud", map("controller", uri))), MudErrors.BAD_VALUE);
  }

  @Test
  void entriesOfOneNameAreToldApart() {
    MudReport report =
        check(
            MudJson.fromDevice(
                MudJson.ace("a", "accept", map("tcp", map())),
                MudJson.ace("a", "accept", map("udp", map())),
                MudJson.ace("a", "accept", map("icmp", map())),
                MudJson.ace("a (2)", "accept", map("ipv4", map("protocol", 47)))));
    assertThat(report.findings())
        .extracting(finding -> finding.errorCode())
        .contains(MudErrors.DUPLICATE_NAME);
    assertThat(report.policy().orElseThrow().fromDevice())
        .extracting(FlowRule::name)
        .containsExactly("fr/a", "fr/a (2)", "fr/a (3)", "fr/a (2) (2)");
  }

  @Test
  void listsAndEntriesWhoseNamesJoinAlikeAreToldApart() {
    Map<String, Object> file = MudJson.fromDevice();
    file.put(
        "ietf-access-control-list:acls",
        map(
            "acl",
            List.of(
                MudJson.acl(
                    "a", "ipv4-acl-type", List.of(MudJson.ace("b/c", "accept", map("tcp", map())))),
                MudJson.acl(
                    "a/b",
                    "ipv4-acl-type",
                    List.of(MudJson.ace("c", "accept", map("udp", map())))))));
    MudJson.mud(file).put("from-device-policy", MudJson.policy("a", "a/b"));
    MudJson.mud(file).put("to-device-policy", MudJson.policy("a"));
    MudReport report = check(file);
    assertThat(report.policy().orElseThrow().fromDevice())
        .extracting(FlowRule::name)
        .containsExactly("a/b/c", "a/b/c (2)");
    assertThat(report.policy().orElseThrow().toDevice())
        .extracting(FlowRule::name)
        .containsExactly("a/b/c");
  }

  @Test
  void listsOfOneNameAreRefused() {
    Map<String, Object> file = MudJson.fromDevice();
    Object acl = MudJson.acl("fr", "ipv4-acl-type", List.of());
    file.put("ietf-access-control-list:acls", map("acl", List.of(acl, acl)));
    refused(file, MudErrors.BAD_VALUE);
  }

  @Test
  void longNamesAreCut() {
    MudReport report =
        check(MudJson.fromDevice(MudJson.ace("n".repeat(4_000), "accept", map("tcp", map()))));
    assertThat(report.policy().orElseThrow().fromDevice().get(0).name()).hasSize(3 + 64);
  }

  @Test
  void tooManyEntriesAreRefusedBeforeTheyAreRead() {
    String entries = "{},".repeat(100_000);
    String file =
        "{\"ietf-access-control-list:acls\":{\"acl\":[{\"name\":\"a\",\"aces\":{\"ace\":["
            + entries
            + "{}]}}]},\"ietf-mud:mud\":{}}";
    refused(utf8(file), MudErrors.TOO_MANY_RULES);
    String whole = "{\"name\":\"a\",\"matches\":{},\"actions\":{\"forwarding\":\"accept\"}},";
    refused(utf8("[" + whole.repeat(100_000) + "1]"), MudErrors.TOO_LARGE);
  }

  @Test
  void entriesSpreadOverListsAreCountedTogether() {
    List<Object> acls = new ArrayList<>();
    List<Object> aces = new ArrayList<>();
    for (int i = 0; i < 1_025; i++) {
      aces.add(accept("tcp", map()));
    }
    for (int i = 0; i < 4; i++) {
      acls.add(MudJson.acl("a" + i, "ipv4-acl-type", aces));
    }
    Map<String, Object> file = MudJson.fromDevice();
    file.put("ietf-access-control-list:acls", map("acl", acls));
    refused(file, MudErrors.TOO_MANY_RULES);
  }

  @Test
  void theMostRulesAFileMayHaveAreRead() {
    List<Object> aces = new ArrayList<>();
    for (int i = 0; i < 4_096; i++) {
      aces.add(
          MudJson.ace(
              "e" + i,
              i % 2 == 0 ? "accept" : "drop",
              map(
                  "ipv4",
                  map("destination-ipv4-network", "10." + i / 256 + "." + i % 256 + ".0/24"))));
    }
    assertThat(check(MudJson.file("ipv4-acl-type", aces, List.of())).words()).hasSize(4_096);
  }

  @Test
  void nestedBombsAreRefused() {
    refused(utf8("[".repeat(1_000_000)), MudErrors.TOO_DEEP);
    refused(utf8("{\"a\":".repeat(200_000)), MudErrors.TOO_DEEP);
    String row = "[" + "[],".repeat(4_000) + "[]]";
    refused(utf8("[" + (row + ",").repeat(40) + "[]]"), MudErrors.TOO_LARGE);
  }

  @Test
  void keysThatStandTwiceAreRefused() {
    String file = MudJson.text(MudJson.fromDevice(accept("tcp", map())));
    refused(
        utf8(
            file.replace(
                "\"forwarding\":\"accept\"", "\"forwarding\":\"drop\",\"forwarding\":\"accept\"")),
        MudErrors.DUPLICATE_KEY);
    refused(
        utf8(file.replace("\"mud-version\":1", "\"mud-version\":1,\"mud\\u002dversion\":1")),
        MudErrors.DUPLICATE_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "ipv6,::ffff:10.0.0.1/128",
    "ipv6,::ffff:a00:1/96",
    "ipv6,fe80::1%eth0/64",
    "ipv6,10.0.0.0/8",
    "ipv6,2001:db8::/129",
    "ipv4,::/0",
    "ipv4,10.0.0.0/33",
    "ipv4,010.0.0.0/8",
    "ipv4,10.0.0/8",
    "ipv4,0x0a.0.0.0/8",
    "ipv4,10.0.0.0/-1",
    "ipv4,10.0.0.0/8/8",
    "ipv4,example.com/8"
  })
  void oddAddressesAreRefused(String family, String cidr) {
    refused(
        MudJson.file(
            "mixed-eth-ipv4-ipv6-acl-type",
            List.of(accept(family, map("destination-" + family + "-network", cidr))),
            List.of()),
        MudErrors.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "1e2", "99999999999", "80.5", "null", "true", "\"80\""})
  void portsOutOfRangeAreRefused(String port) {
    String file =
        MudJson.text(MudJson.fromDevice(accept("tcp", map("destination-port", map("port", 7777)))));
    refused(utf8(file.replace("7777", port)), MudErrors.BAD_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"ipv4,protocol,256", "ipv4,protocol,-1", "icmp,type,256", "icmp,code,-1"})
  void octetsOutOfRangeAreRefused(String container, String key, int value) {
    refused(MudJson.fromDevice(accept(container, map(key, value))), MudErrors.BAD_VALUE);
  }

  private static void refused(Map<String, Object> file, ErrorCode code) {
    refused(MudJson.bytes(file), code);
  }

  private static void refused(Bytes content, ErrorCode code) {
    MudReport report = MudChecker.check(content, Optional.empty(), List.of(), Instant.EPOCH);
    assertThat(report.policy()).isEmpty();
    assertThat(report.firstError().orElseThrow().errorCode()).isEqualTo(code);
  }

  private static MudReport check(Map<String, Object> file) {
    return MudChecker.check(MudJson.bytes(file), Optional.empty(), List.of(), Instant.EPOCH);
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
