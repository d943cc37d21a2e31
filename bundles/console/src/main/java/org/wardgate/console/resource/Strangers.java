package org.wardgate.console.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notes refused requests of nobody known in few lines, so that strangers cannot fill a log: the
 * first of a source at once, then a line a minute that says how many there were. What many sources
 * do beyond that is counted together. Thread-safe.
 */
final class Strangers {
  /** Sources remembered for their minute; so many lines a minute there are at most, and one. */
  static final int SOURCES_MAX_COUNT = 256;

  /** Names in a line. */
  static final int NAMES_MAX_COUNT = 8;

  static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final String FURTHER = "further addresses";

  private final LongSupplier nanoTime;
  private final Line line;

  /** The one that was loud first first. */
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /** Where lines go. */
  @FunctionalInterface
  interface Line {
    void write(String address, String text);
  }

  /** Guarded by its owner. */
  private static final class Source {
    private final String address;
    private final TreeSet<String> names = new TreeSet<>();
    private long loudAt;
    private long silentCount;

    private Source(String address, long loudAt) {
      this.address = address;
      this.loudAt = loudAt;
    }

    private void hush(Optional<String> name) {
      silentCount++;
      name.filter(one -> names.size() < NAMES_MAX_COUNT).ifPresent(names::add);
    }
  }

  /**
   * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
   */
  Strangers(LongSupplier nanoTime, Line line) {
    this.nanoTime = nanoTime;
    this.line = line;
  }

  /**
   * Notes one.
   *
   * @param source whose it is, as far as that can be believed
   * @param address the same for people
   * @param name that it claims to come from
   */
  synchronized void note(String source, String address, String text, Optional<String> name) {
    due();
    Source known = sources.get(source);
    if (known != null) {
      known.hush(name);
    } else if (sources.size() < SOURCES_MAX_COUNT) {
      sources.put(source, new Source(address, nanoTime.getAsLong()));
      line.write(address, text + name.map(one -> " as " + one).orElse(""));
    } else {
      further().hush(name);
    }
  }

  /** Writes the lines of the minutes that are over. */
  synchronized void due() {
    long now = nanoTime.getAsLong();
    for (Map.Entry<String, Source> one : Map.copyOf(sources).entrySet()) {
      Source source = one.getValue();
      if (now - source.loudAt < SILENCE_NANOS) {
        continue;
      }
      sources.remove(one.getKey());
      if (source.silentCount > 0) {
        sum(source);
        source.loudAt = now;
        sources.put(one.getKey(), source); // who goes on gets no first line again
      }
    }
  }

  /** Writes what was only counted so far. */
  synchronized void end() {
    sources.values().stream().filter(source -> source.silentCount > 0).forEach(this::sum);
    sources.clear();
  }

  private Source further() {
    return sources.computeIfAbsent(FURTHER, key -> new Source(FURTHER, nanoTime.getAsLong()));
  }

  private void sum(Source source) {
    String names = source.names.isEmpty() ? "" : ", as " + String.join(", ", source.names);
    line.write(source.address, source.silentCount + " more refused within a minute" + names);
    source.silentCount = 0;
    source.names.clear();
  }
}
