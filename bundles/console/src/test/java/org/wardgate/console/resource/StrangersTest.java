package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrangersTest {
  private final List<String> lines = new ArrayList<>();
  private long now;
  private final Strangers strangers =
      new Strangers(() -> now, (address, text) -> lines.add(address + ": " + text));

  private void note(String source) {
    strangers.note(source, source, "GET /x", Optional.empty());
  }

  private void note(String source, String name) {
    strangers.note(source, source, "GET /x", Optional.of(name));
  }

  private void aMinute() {
    now += Strangers.SILENCE_NANOS;
  }

  @Test
  void theFirstOfASourceIsThereAtOnce() {
    note("10.0.0.1", "alice");
    note("10.0.0.2");
    assertThat(lines).containsExactly("10.0.0.1: GET /x as alice", "10.0.0.2: GET /x");
  }

  @Test
  void aFloodIsOneLineAMinuteWithCountAndNames() {
    for (int i = 0; i < 10_000; i++) {
      note("10.0.0.1", i % 2 == 0 ? "bob" : "alice");
    }
    assertThat(lines).hasSize(1);
    aMinute();
    note("10.0.0.1");
    assertThat(lines)
        .hasSize(2)
        .contains("10.0.0.1: 9999 more refused within a minute, as alice, bob");
    aMinute();
    strangers.due();
    assertThat(lines).hasSize(3).contains("10.0.0.1: 1 more refused within a minute");
    aMinute();
    strangers.due();
    assertThat(lines).hasSize(3);
  }

  @Test
  void whoWasSilentForAMinuteIsLoudAgain() {
    note("10.0.0.1");
    aMinute();
    note("10.0.0.1");
    assertThat(lines).containsExactly("10.0.0.1: GET /x", "10.0.0.1: GET /x");
  }

  @Test
  void everNewSourcesAndNamesAreBounded() {
    for (int i = 0; i < 100_000; i++) {
      note("source-" + i, "name-" + i);
    }
    assertThat(lines).hasSize(Strangers.SOURCES_MAX_COUNT);
    aMinute();
    strangers.due();
    assertThat(lines).hasSize(Strangers.SOURCES_MAX_COUNT + 1);
    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith("further addresses: 99744 more refused within a minute, as name-");
    assertThat(last.split(", ")).hasSize(Strangers.NAMES_MAX_COUNT + 1);
  }

  @Test
  void whatIsCountedIsNotLostAtTheEnd() {
    note("10.0.0.1");
    note("10.0.0.1");
    strangers.end();
    assertThat(lines).hasSize(2).contains("10.0.0.1: 1 more refused within a minute");
  }
}
