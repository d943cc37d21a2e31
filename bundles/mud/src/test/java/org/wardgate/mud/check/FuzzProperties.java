package org.wardgate.mud.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.wardgate.api.Bytes;
import org.wardgate.mud.Vectors;

/** Whatever becomes of a real file: a verdict, and never anything else. */
class FuzzProperties {
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
          "65536",
          "1e999",
          "\\u0000",
          "\"ietf-mud:mud\":",
          "\"operator\":\"neq\"",
          "\"drop\"",
          "::ffff:1.2.3.4/128",
          "[null]",
          "0.0.0.0/0",
          "\"ipv6\":{}",
          "\"protocol\":6,",
          "\\ud800",
          "\u202e");
  private static List<Bytes> seeds = List.of();

  @BeforeContainer
  static void readSeeds() {
    seeds =
        Vectors.jsonFiles().stream()
            .map(Vectors::read)
            .filter(file -> file.length() < 30_000)
            .toList();
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void everyMutatedFileGetsAVerdict(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] content = seeds.get(random.nextInt(seeds.size())).toArray();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      content = mutate(content, random);
    }
    verdict(Bytes.of(content));
  }

  @Property(tries = 500)
  void anyBytesGetAVerdict(@ForAll byte[] content) {
    verdict(Bytes.of(content));
  }

  private static void verdict(Bytes content) {
    MudReport report = MudChecker.check(content, Optional.of(content), List.of(), Instant.EPOCH);
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(report.findings()).isNotEmpty().allMatch(finding -> !finding.line().isEmpty());
    MudReport unsigned = MudChecker.check(content, Optional.empty(), List.of(), Instant.EPOCH);
    assertThat(unsigned.policy().isPresent()).isEqualTo(unsigned.firstError().isEmpty());
  }

  private static byte[] mutate(byte[] content, Random random) {
    int at = random.nextInt(content.length + 1);
    int to = Math.min(content.length, at + random.nextInt(40));
    return switch (random.nextInt(5)) {
      case 0 -> joined(content, at, new byte[] {(byte) random.nextInt()}, Math.min(at + 1, to));
      case 1 -> joined(content, at, new byte[0], to);
      case 2 -> joined(content, to, copy(content, at, to), to);
      case 3 -> joined(content, at, snippet(random), at);
      default -> joined(content, at, snippet(random), to);
    };
  }

  private static byte[] snippet(Random random) {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] copy(byte[] content, int from, int to) {
    return java.util.Arrays.copyOfRange(content, from, to);
  }

  private static byte[] joined(byte[] content, int head, byte[] middle, int tail) {
    byte[] result = new byte[head + middle.length + content.length - tail];
    System.arraycopy(content, 0, result, 0, head);
    System.arraycopy(middle, 0, result, head, middle.length);
    System.arraycopy(content, tail, result, head + middle.length, content.length - tail);
    return result;
  }
}
