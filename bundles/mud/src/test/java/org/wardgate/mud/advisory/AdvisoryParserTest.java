package org.wardgate.mud.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.wardgate.mud.testing.MudJson.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.testing.MudJson;

class AdvisoryParserTest {
  private static final List<String> SNIPPETS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "null",
          "\"",
          ":",
          ",",
          "-1",
          "1e9",
          "true",
          "\\u0000",
          "\\ud800",
          "\"version\":2,",
          "\"withdrawn\":true,",
          "2026-02-30T00:00:00Z",
          "\u202e",
          "https://");

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    Bytes content = Notices.advisory();
    assertThat(AdvisoryParser.parse(content))
        .isEqualTo(
            new Advisory(
                "ADV-2026-001",
                1,
                "acme",
                Notices.NOW,
                Notices.EXPIRY,
                List.of(new Advisory.Affected("acme", Notices.PUMP, List.of())),
                Advisory.Response.QUARANTINE,
                "The radio can be taken over",
                List.of("CVE-2026-0001"),
                false,
                content.sha256().hex()));
  }

  @Test
  void readsWhatMayBeLeftOut() throws RefusedException {
    Advisory advisory =
        AdvisoryParser.parse(
            Notices.advisory(
                notice -> {
                  notice.remove("references");
                  notice.remove("withdrawn");
                  notice.put("response", "local-only");
                  notice.put("version", (1L << 53) - 1);
                  notice.put(
                      "affected", List.of(map("manufacturer", "acme", "mud-url", Notices.PUMP)));
                }));
    assertThat(advisory.references()).isEmpty();
    assertThat(advisory.withdrawn()).isFalse();
    assertThat(advisory.response()).isEqualTo(Advisory.Response.LOCAL_ONLY);
    assertThat(advisory.version()).isEqualTo((1L << 53) - 1);
    assertThat(advisory.affected().get(0).firmwareRevs()).isEmpty();
  }

  @Test
  void readsAWithdrawalAndFirmwareRevisions() throws RefusedException {
    Advisory advisory =
        AdvisoryParser.parse(
            Notices.advisory(
                notice -> {
                  notice.put("withdrawn", true);
                  notice.put("response", "alarm");
                  notice.put(
                      "affected",
                      List.of(Notices.affected("acme", Notices.PUMP, "1.0", "1.1 beta")));
                }));
    assertThat(advisory.withdrawn()).isTrue();
    assertThat(advisory.affected().get(0).firmwareRevs()).containsExactly("1.0", "1.1 beta");
  }

  static Stream<Arguments> spoilt() {
    Stream<Arguments> missing =
        Stream.of(
                "id",
                "version",
                "issued-at",
                "expires-at",
                "issuer",
                "affected",
                "response",
                "summary")
            .map(name -> spoil(name + " missing", notice -> notice.remove(name)));
    return Stream.concat(
        missing,
        Stream.of(
            spoil("unknown node", n -> n.put("severity", "high")),
            put("id", ""),
            put("id", "-x"),
            put("id", "a/b"),
            put("id", "a b"),
            put("id", "x".repeat(65)),
            put("id", 7),
            put("version", 0),
            put("version", -1),
            put("version", "1"),
            put("version", true),
            put("version", 1L << 53),
            put("version", Long.MAX_VALUE),
            put("issued-at", "2026-03-04"),
            put("issued-at", "2026-03-04T05:06:07+01:00"),
            put("issued-at", "2026-02-30T05:06:07Z"),
            put("issued-at", "+1000000000-12-31T23:59:59Z"),
            put("issued-at", 1),
            put("expires-at", "2026-03-04T05:06:07Z"),
            put("expires-at", "2026-03-03T05:06:07Z"),
            put("expires-at", "2031-03-06T05:06:07Z"),
            put("expires-at", "9999-12-31T23:59:59Z"),
            put("issuer", "Acme"),
            put("issuer", ""),
            put("affected", List.of()),
            put("affected", "acme"),
            put("affected", Collections.nCopies(2, Notices.affected("acme", Notices.PUMP))),
            put("affected", many(Advisory.AFFECTED_MAX_COUNT + 1)),
            affected("unknown node", a -> a.put("model", "x")),
            affected("no manufacturer", a -> a.remove("manufacturer")),
            affected("no URL", a -> a.remove("mud-url")),
            affected("manufacturer", a -> a.put("manufacturer", "A B")),
            affected("http", a -> a.put("mud-url", "http://mud.acme.example/pump.json")),
            affected("fragment", a -> a.put("mud-url", Notices.PUMP + "#x")),
            affected("long URL", a -> a.put("mud-url", Notices.PUMP + "x".repeat(255))),
            affected("revision blank", a -> a.put("firmware-rev", List.of(" "))),
            affected("revision long", a -> a.put("firmware-rev", List.of("x".repeat(41)))),
            affected("revision twice", a -> a.put("firmware-rev", List.of("1", "1"))),
            affected("revision text", a -> a.put("firmware-rev", "1.0")),
            affected("revision null", a -> a.put("firmware-rev", MudJson.NULL)),
            affected("revisions", a -> a.put("firmware-rev", numbers(65))),
            put("response", "Quarantine"),
            put("response", "reboot"),
            put("response", MudJson.NULL),
            put("summary", ""),
            put("summary", "two\nlines"),
            put("summary", "\u001b[31mred"),
            put("summary", "right\u202eleft"),
            put("summary", "x".repeat(201)),
            put("references", "CVE-2026-0001"),
            put("references", List.of("a b")),
            put("references", List.of("")),
            put("references", List.of("x".repeat(129))),
            put("references", List.of("x", "x")),
            put("references", numbers(33)),
            put("withdrawn", "false"),
            put("withdrawn", 0),
            put("withdrawn", MudJson.NULL)));
  }

  private static Arguments spoil(String name, Consumer<Map<String, Object>> change) {
    return Arguments.of(name, change);
  }

  private static Arguments put(String name, Object value) {
    String text = String.valueOf(value);
    return spoil(
        name + " " + text.substring(0, Math.min(40, text.length())), n -> n.put(name, value));
  }

  private static Arguments affected(String name, Consumer<Map<String, Object>> change) {
    return spoil(
        "affected: " + name,
        notice -> {
          Map<String, Object> affected = Notices.affected("acme", Notices.PUMP);
          change.accept(affected);
          notice.put("affected", List.of(affected));
        });
  }

  private static List<Object> many(int count) {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(Notices.affected("acme", Notices.PUMP + i));
    }
    return many;
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Map<String, Object>> change) {
    refused(Notices.advisory(change));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{", "\u0000", "{\"a\":1}", "{} {}"})
  void refusesWhatIsNoAdvisory(String text) {
    refused(bytes(text));
  }

  @Test
  void refusesKeysThatStandTwiceAndWhatFollows() {
    String good = new String(Notices.advisory().toArray(), StandardCharsets.UTF_8);
    refused(bytes(good.replaceFirst("\"version\":", "\"version\":9,\"version\":")));
    refused(bytes(good + good));
    refused(bytes(good.replaceFirst("\\{", "{\"other\":1,")));
  }

  @Test
  void refusesBombs() {
    refused(bytes("[".repeat(100_000)));
    refused(bytes("{\"wardgate-threat-mud:advisory\":".repeat(5_000)));
    refused(bytes("{\"wardgate-threat-mud:advisory\":" + "9".repeat(200_000) + "}"));
    refused(Notices.advisory(n -> n.put("summary", "x".repeat(200_000))));
    refused(Notices.advisory(n -> n.put("affected", many(1_500))));
    refused(Bytes.of(new byte[AdvisoryLimits.CONTENT_MAX_BYTES + 1]));
    refused(Bytes.ofHex("fffe7b007d00"));
  }

  @Test
  void saysWhere() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                AdvisoryParser.parse(
                    Notices.advisory(
                        n -> n.put("affected", List.of(Notices.affected("x y", Notices.PUMP))))))
        .satisfies(
            e ->
                assertThat(e.detail())
                    .contains("/wardgate-threat-mud:advisory/affected[0]/manufacturer"));
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void aMutatedAdvisoryIsReadOrRefusedButNothingElse(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] content = Notices.advisory().toArray();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      content = mutate(content, random);
    }
    try {
      Advisory advisory = AdvisoryParser.parse(Bytes.of(content));
      assertThat(advisory.version()).isPositive();
      assertThat(advisory.affected()).isNotEmpty();
      assertThat(advisory.expiresAt()).isAfter(advisory.issuedAt());
    } catch (RefusedException e) {
      assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_MALFORMED);
    }
  }

  private static byte[] mutate(byte[] content, Random random) {
    int at = random.nextInt(content.length);
    if (random.nextBoolean()) {
      byte[] changed = content.clone();
      changed[at] = (byte) random.nextInt(256);
      return changed;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    int cut = Math.min(at, text.length());
    int end = Math.min(text.length(), cut + random.nextInt(12));
    String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
    return (text.substring(0, cut) + snippet + text.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(Bytes content) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> AdvisoryParser.parse(content))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_MALFORMED));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
