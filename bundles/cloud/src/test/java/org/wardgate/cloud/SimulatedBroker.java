package org.wardgate.cloud;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A link over a stream: the broker receives a prefix of what was sent, acknowledges in order, and
 * when the connection breaks, what it had not received is lost and what it had not acknowledged
 * fails, received or not.
 */
final class SimulatedBroker implements CloudLink {
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":([0-9]+)");

  private final SimulatedLoop loop;
  private final RandomGenerator random;
  private final Deque<Sent> onTheWay = new ArrayDeque<>();
  private final Deque<Sent> received = new ArrayDeque<>();
  private final List<Long> log = new ArrayList<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private boolean up;
  private double troubleShare;
  private int inFlightMaxCount;

  private record Sent(long sequence, CompletableFuture<Void> result) {}

  SimulatedBroker(SimulatedLoop loop, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
  }

  /** Share of steps at which something breaks. */
  void trouble(double share) {
    troubleShare = share;
  }

  /** Sequence numbers as the broker received them. */
  List<Long> log() {
    return log;
  }

  boolean hasAcknowledged(long sequence) {
    return acknowledged.contains(sequence);
  }

  int inFlightMaxCount() {
    return inFlightMaxCount;
  }

  /** Lives on: the broker takes, answers, breaks. */
  void live() {
    if (random.nextDouble() < troubleShare) {
      cut();
    } else if (!up) {
      up = random.nextInt(20) == 0 || troubleShare == 0;
    } else {
      take(random.nextInt(6));
      answer(random.nextInt(6));
    }
    loop.schedule(this::live, 1 + random.nextInt(50));
  }

  /** Breaks the connection. */
  void cut() {
    up = false;
    onTheWay.forEach(SimulatedBroker::fail);
    received.forEach(SimulatedBroker::fail);
    onTheWay.clear();
    received.clear();
  }

  private void take(int count) {
    for (int number = 0; number < count && !onTheWay.isEmpty(); number++) {
      Sent sent = onTheWay.remove();
      log.add(sent.sequence());
      received.add(sent);
    }
  }

  private void answer(int count) {
    for (int number = 0; number < count && !received.isEmpty(); number++) {
      Sent sent = received.remove();
      acknowledged.add(sent.sequence());
      sent.result().complete(null);
    }
  }

  private static void fail(Sent sent) {
    sent.result()
        .completeExceptionally(
            new RefusedException(PlatformErrors.CLOUD_UNREACHABLE, "connection lost"));
  }

  @Override
  public boolean connected() {
    return up;
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    if (!up || random.nextDouble() < troubleShare) {
      return CompletableFuture.failedFuture(
          new RefusedException(PlatformErrors.CLOUD_BUSY, "told to"));
    }
    Matcher json = SEQUENCE.matcher(new String(message.toArray(), StandardCharsets.UTF_8));
    Sent sent =
        new Sent(json.find() ? Long.parseLong(json.group(1)) : -1, new CompletableFuture<>());
    onTheWay.add(sent);
    inFlightMaxCount = Math.max(inFlightMaxCount, onTheWay.size() + received.size());
    return sent.result();
  }
}
