package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.map;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.testing.MudJson;

/** Extensions: what is read, what is refused, what is only noted. */
class ExtrasTest {
  private static final String EXPIRY = "2027-01-01T00:00:00Z";

  @Test
  void aFileWithoutExtensionsSaysNothingMore() throws RefusedException {
    CompiledMudFile file = Analysis.of(MudJson.bytes(base())).accepted();
    assertThat(file.bootstrapping()).isEmpty();
    assertThat(file.policy().bandwidth()).isEmpty();
    assertThat(file.facts().certification()).isEmpty();
    assertThat(file.facts().configuration()).isEmpty();
    assertThat(file.facts().links()).isEmpty();
    assertThat(file.facts().tlsProfiles()).isEmpty();
    assertThat(file.facts().lastUpdate()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(file.facts().cacheValidityHours()).isEqualTo(24);
    assertThat(file.facts().supported()).isTrue();
  }

  @Test
  void factsAreCleanedAndCut() throws RefusedException {
    Map<String, Object> file = base();
    MudJson.mud(file).put("systeminfo", "a\nb" + "x".repeat(100));
    MudJson.mud(file).put("mfg-name", "Acme\u202e");
    MudJson.mud(file).put("documentation", "https://mud.example.com/manual");
    MudFacts facts = Analysis.of(MudJson.bytes(file)).accepted().facts();
    assertThat(facts.systeminfo()).startsWith("a?b").hasSize(60);
    assertThat(facts.mfgName()).isEqualTo("Acme?");
    assertThat(facts.links())
        .containsExactly(new MudFacts.Link("documentation", "https://mud.example.com/manual"));
  }

  @Test
  void transparencyBecomesLinks() throws RefusedException {
    for (String node : List.of("ietf-mud-transparency:transparency", "mudtx:transparency")) {
      MudFacts facts =
          accepted(
                  "transparency",
                  node,
                  map(
                      "sboms",
                      List.of(
                          map("version-info", "1.2", "sbom-url", "https://mud.example.com/s.json"),
                          map("version-info", "1.1")),
                      "vuln-url",
                      List.of("https://mud.example.com/v.json")))
              .facts();
      assertThat(facts.extensions()).containsExactly("transparency");
      assertThat(facts.links())
          .containsExactly(
              new MudFacts.Link("sbom", "https://mud.example.com/s.json"),
              new MudFacts.Link("vulnerabilities", "https://mud.example.com/v.json"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mud.example.com/v",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "x",
        "",
        "https://a.example/\\u000a"
      })
  void whatIsNoHttpsUrlIsNoLink(String url) throws RefusedException {
    Analysis analysis =
        analysis(
            "transparency",
            "ietf-mud-transparency:transparency",
            map("vuln-url", List.of(url, "https://mud.example.com/v")));
    assertThat(analysis.accepted().facts().links()).hasSize(1);
    assertThat(codes(analysis)).contains(MudErrors.NODE_IGNORED.code());
  }

  @Test
  void linksAreCounted() throws RefusedException {
    List<String> urls = java.util.Collections.nCopies(40, "https://mud.example.com/v");
    assertThat(
            accepted("transparency", "ietf-mud-transparency:transparency", map("vuln-url", urls))
                .facts()
                .links())
        .hasSize(32);
  }

  @Test
  void anExtensionThatIsNotDeclaredDoesNotCount() throws RefusedException {
    Map<String, Object> file = base();
    MudJson.mud(file)
        .put(
            "wardgate-bootstrapping:bootstrapping",
            map("from-device-policy", MudJson.policy("fr")));
    Analysis analysis = Analysis.of(MudJson.bytes(file));
    assertThat(analysis.accepted().bootstrapping()).isEmpty();
    assertThat(codes(analysis)).contains(MudErrors.NODE_IGNORED.code());
  }

  @Test
  void bootstrappingIsAPolicyOfItsOwn() throws RefusedException {
    Map<String, Object> file =
        MudJson.file(
            "ipv4-acl-type",
            List.of(accept("ipv4", map("ietf-acldns:dst-dnsname", "a.example"))),
            List.of());
    MudJson.mud(file).put("extensions", List.of("wardgate-bootstrapping"));
    MudJson.mud(file)
        .put(
            "wardgate-bootstrapping:bootstrapping",
            map(
                "from-device-policy",
                MudJson.policy("fr"),
                "to-device-policy",
                MudJson.policy("to")));
    MudJson.mud(file).put("from-device-policy", MudJson.policy("to"));
    CompiledMudFile compiled = Analysis.of(MudJson.bytes(file)).accepted();
    assertThat(compiled.policy().fromDevice()).isEmpty();
    var early = compiled.bootstrapping().orElseThrow();
    assertThat(early.origin()).isEqualTo("bootstrapping:" + MudJson.URL);
    assertThat(early.id()).isNotEqualTo(compiled.policy().id());
    assertThat(early.fromDevice())
        .extracting(FlowRule::remote)
        .containsExactly(new Remote.Name("a.example"));
  }

  @Test
  void aBootstrappingPolicyThatIsWrongRefusesTheFile() {
    refused(
        "wardgate-bootstrapping",
        "wardgate-bootstrapping:bootstrapping",
        map("from-device-policy", MudJson.policy("nobody")),
        MudErrors.UNKNOWN_ACL.code());
    refused(
        "wardgate-bootstrapping",
        "wardgate-bootstrapping:bootstrapping",
        map("policies", 1),
        MudErrors.UNKNOWN_NODE.code());
    refused(
        "wardgate-bootstrapping",
        "wardgate-bootstrapping:bootstrapping",
        "all",
        MudErrors.BAD_VALUE.code());
  }

  @Test
  void aCertificationIsKept() throws RefusedException {
    assertThat(
            accepted(
                    "wardgate-certification",
                    "wardgate-certification:certification",
                    certification("EUCC", EXPIRY))
                .facts()
                .certification())
        .contains(new MudFacts.Certification("EUCC", "substantial", "C-1", Instant.parse(EXPIRY)));
  }

  @ParameterizedTest
  @CsvSource({"'',2027-01-01T00:00:00Z", "EUCC,tomorrow", "EUCC,2027-13-01T00:00:00Z"})
  void aCertificationThatIsWrongIsNoneButTheFileCounts(String scheme, String expiry)
      throws RefusedException {
    Analysis analysis =
        analysis(
            "wardgate-certification",
            "wardgate-certification:certification",
            certification(scheme, expiry));
    assertThat(analysis.accepted().facts().certification()).isEmpty();
    assertThat(codes(analysis)).contains(MudErrors.NODE_IGNORED.code());
    assertThat(
            accepted(
                    "wardgate-certification",
                    "wardgate-certification:certification",
                    certification("x".repeat(129), EXPIRY))
                .facts()
                .certification())
        .isEmpty();
  }

  @Test
  void aConfigurationIsKeptUpToItsLimit() throws RefusedException {
    for (int size : List.of(1, 16_384)) {
      var configuration =
          accepted(
                  "wardgate-configuration",
                  "wardgate-configuration:configuration",
                  configuration("application/json", new byte[size]))
              .facts()
              .configuration()
              .orElseThrow();
      assertThat(configuration.mediaType()).isEqualTo("application/json");
      assertThat(configuration.content().length()).isEqualTo(size);
    }
  }

  @Test
  void aConfigurationThatIsWrongRefusesTheFile() {
    String node = "wardgate-configuration:configuration";
    refused("wardgate-configuration", node, configuration("json", new byte[1]), "WG-MUD-0008");
    refused("wardgate-configuration", node, configuration("a/b\n", new byte[1]), "WG-MUD-0008");
    refused("wardgate-configuration", node, configuration("a/b", new byte[0]), "WG-MUD-0008");
    refused("wardgate-configuration", node, configuration("a/b", new byte[16_385]), "WG-MUD-0008");
    refused(
        "wardgate-configuration", node, map("media-type", "a/b", "content", "!!"), "WG-MUD-0008");
    refused("wardgate-configuration", node, map("media-type", "a/b"), "WG-MUD-0006");
  }

  @Test
  void bandwidthIsPartOfThePolicy() throws RefusedException {
    CompiledMudFile limited =
        accepted(
            "wardgate-bandwidth",
            "wardgate-bandwidth:bandwidth",
            map("from-device-bytes-per-second", 125_000));
    assertThat(limited.policy().bandwidth()).contains(new Bandwidth(125_000, Long.MAX_VALUE));
    for (Object wrong : List.of(0, -1, "1", map())) {
      refused(
          "wardgate-bandwidth",
          "wardgate-bandwidth:bandwidth",
          map("to-device-bytes-per-second", wrong),
          MudErrors.BAD_VALUE.code());
    }
    refused("wardgate-bandwidth", "wardgate-bandwidth:bandwidth", map(), "WG-MUD-0008");
  }

  @Test
  void tlsProfilesAreShownAndTheEntryCountsWithoutThem() throws RefusedException {
    Map<String, Object> profile =
        map(
            "name",
            "p1",
            "supported-tls-versions",
            List.of("tls13"),
            "cipher-suite",
            List.of(4865));
    for (Map.Entry<String, String> names :
        Map.of(
                "ietf-acl-tls:client-profiles", "tls-dtls-profile",
                "ietf-acl-tls:client-profile", "tls-dtls-profiles")
            .entrySet()) {
      Map<String, Object> file =
          MudJson.fromDevice(
              accept(
                  "ipv4",
                  map("ietf-acldns:dst-dnsname", "a.example"),
                  "tcp",
                  map("destination-port", map("port", 443)),
                  names.getKey(),
                  map(names.getValue(), List.of(profile))));
      MudJson.mud(file).put("extensions", List.of("ietf-mud-tls"));
      MudJson.mud(file).put("ietf-mud-tls:is-tls-dtls-profile-supported", "true");
      Analysis analysis = Analysis.of(MudJson.bytes(file));
      assertThat(analysis.accepted().policy().fromDevice()).hasSize(1);
      assertThat(analysis.accepted().facts().tlsProfiles())
          .containsExactly("fr/a: p1: supported-tls-versions tls13; cipher-suite 4865");
      assertThat(codes(analysis)).containsExactly(MudErrors.TLS_NOT_ENFORCED.code());
    }
  }

  @Test
  void aDenialWithATlsProfileRefusesTheFile() {
    Analysis analysis =
        Analysis.of(
            MudJson.bytes(
                MudJson.fromDevice(
                    MudJson.drop(
                        "tcp",
                        map(),
                        "ietf-acl-tls:client-profiles",
                        map("tls-dtls-profile", List.of(map("name", "p1")))))));
    assertThat(codes(analysis)).contains(MudErrors.UNSUPPORTED_MATCH.code());
    assertThat(analysis.policy()).isEmpty();
  }

  @Test
  void unknownExtensionsAreNotedUnlessTheyStandInsideRules() throws RefusedException {
    Map<String, Object> file = base();
    MudJson.mud(file).put("extensions", List.of("detnet"));
    MudJson.mud(file).put("example-detnet:is-required", false);
    Analysis noted = Analysis.of(MudJson.bytes(file));
    assertThat(noted.accepted().facts().extensions()).containsExactly("detnet");
    assertThat(codes(noted)).containsOnly(MudErrors.NODE_IGNORED.code());

    for (Map<String, Object> inside :
        List.of(
            MudJson.fromDevice(accept("example-detnet:class", 1)),
            MudJson.fromDevice(accept("tcp", map("example-detnet:class", 1))),
            MudJson.fromDevice(accept("ietf-mud:mud", map("example-detnet:class", 1))))) {
      assertThat(codes(Analysis.of(MudJson.bytes(inside))))
          .contains(MudErrors.UNKNOWN_EXTENSION.code());
    }
    Map<String, Object> policy = base();
    MudJson.mud(policy)
        .put(
            "from-device-policy",
            map("access-lists", map("access-list", List.of()), "example-qos:limit", 5));
    assertThat(codes(Analysis.of(MudJson.bytes(policy))))
        .contains(MudErrors.UNKNOWN_EXTENSION.code());
  }

  @Test
  void theSameExtensionTwiceRefusesTheFile() {
    Map<String, Object> file = base();
    MudJson.mud(file).put("extensions", List.of("transparency"));
    MudJson.mud(file).put("mudtx:transparency", map());
    MudJson.mud(file).put("ietf-mud-transparency:transparency", map());
    assertThat(codes(Analysis.of(MudJson.bytes(file)))).contains(MudErrors.BAD_VALUE.code());
  }

  private static Map<String, Object> base() {
    return MudJson.fromDevice(accept("ipv4", map("ietf-acldns:dst-dnsname", "a.example")));
  }

  private static Map<String, Object> certification(String scheme, String expiry) {
    return map(
        "scheme", scheme, "level", "substantial", "certificate-id", "C-1", "expires-at", expiry);
  }

  private static Map<String, Object> configuration(String mediaType, byte[] content) {
    return map("media-type", mediaType, "content", Base64.getEncoder().encodeToString(content));
  }

  private static Analysis analysis(String extension, String node, Object content) {
    Map<String, Object> file = base();
    MudJson.mud(file).put("extensions", List.of(extension));
    MudJson.mud(file).put(node, content);
    return Analysis.of(MudJson.bytes(file));
  }

  private static CompiledMudFile accepted(String extension, String node, Object content)
      throws RefusedException {
    return analysis(extension, node, content).accepted();
  }

  private static void refused(String extension, String node, Object content, String code) {
    Analysis analysis = analysis(extension, node, content);
    assertThat(analysis.compiled()).isEmpty();
    assertThat(codes(analysis)).contains(code);
  }

  private static List<String> codes(Analysis analysis) {
    return analysis.findings().all().stream()
        .map(Finding::errorCode)
        .map(org.wardgate.api.error.ErrorCode::code)
        .toList();
  }
}
