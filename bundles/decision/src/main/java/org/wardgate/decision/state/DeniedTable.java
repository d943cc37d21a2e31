package org.wardgate.decision.state;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.view.DeniedTraffic;

/**
 * Where a device's denied packets went, most first. Old ones count less. Live only.
 *
 * @param rows at most {@value #ROWS_MAX_COUNT}
 */
public record DeniedTable(List<DeniedTraffic> rows) {
  /** Most destinations kept for a device. */
  public static final int ROWS_MAX_COUNT = 64;

  /** After this time half of a count is forgotten. */
  public static final Duration HALF_LIFE = Duration.ofDays(1);

  /** Nothing was denied. */
  public static final DeniedTable NONE = new DeniedTable(List.of());

  /** Copies the list. */
  public DeniedTable {
    rows = List.copyOf(rows);
  }

  /** With more packets; the destination with the fewest gives way to a new one. */
  public DeniedTable plus(
      InetAddress destination, int protocol, int port, double count, Instant now) {
    double known =
        rows.stream()
            .filter(r -> same(r, destination, protocol, port))
            .mapToDouble(r -> left(r, now))
            .sum();
    DeniedTraffic fresh = new DeniedTraffic(destination, protocol, port, known + count, now);
    Stream<DeniedTraffic> others =
        rows.stream()
            .filter(r -> !same(r, destination, protocol, port))
            .sorted(Comparator.comparingDouble((DeniedTraffic r) -> left(r, now)).reversed())
            .limit(ROWS_MAX_COUNT - 1L);
    return new DeniedTable(Stream.concat(Stream.of(fresh), others).toList());
  }

  /** What is left of it now, most first. */
  public List<DeniedTraffic> at(Instant now) {
    return rows.stream()
        .map(
            r ->
                new DeniedTraffic(
                    r.destination(), r.protocol(), r.port(), left(r, now), r.lastAt()))
        .sorted(Comparator.comparingDouble(DeniedTraffic::count).reversed())
        .toList();
  }

  private static boolean same(DeniedTraffic row, InetAddress to, int protocol, int port) {
    return row.destination().equals(to) && row.protocol() == protocol && row.port() == port;
  }

  /** A clock that went back forgets nothing. */
  private static double left(DeniedTraffic row, Instant now) {
    long elapsedMillis = Math.max(0, Duration.between(row.lastAt(), now).toMillis());
    return row.count() * Math.pow(2, -(double) elapsedMillis / HALF_LIFE.toMillis());
  }
}
