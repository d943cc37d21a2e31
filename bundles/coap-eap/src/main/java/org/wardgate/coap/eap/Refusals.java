package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.transport.TransportKind;

/**
 * Reports devices that did not authenticate, each at most once a second and ten a second in all;
 * what is left out is counted in the next report. Thread-safe.
 */
final class Refusals {
  /** Reports a second, and at once. */
  static final int PER_SECOND_MAX = 10;

  /** Identities remembered, to report each once a second. */
  static final int IDENTITIES_MAX_COUNT = 1_024;

  private static final double SECOND_NANOS = 1e9;
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final EventSink events;
  private final LongSupplier nanos;
  private final String idPrefix = "eap-" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final AtomicLong ids = new AtomicLong();
  private final Map<Bytes, Long> reported =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > IDENTITIES_MAX_COUNT;
        }
      };
  private double tokens = PER_SECOND_MAX;
  private long earnedAt;
  private long leftOut;

  /**
   * @param nanos a monotonic clock
   */
  Refusals(EventSink events, LongSupplier nanos) {
    this.events = events;
    this.nanos = nanos;
    earnedAt = nanos.getAsLong();
  }

  /** Reports a refusal, or counts it. */
  void report(Bytes identity, InetSocketAddress address, Problem problem) {
    Bytes digest = identity.sha256();
    long missed;
    synchronized (this) {
      if (!admit(digest)) {
        leftOut++;
        return;
      }
      missed = leftOut;
      leftOut = 0;
    }
    String detail =
        missed == 0
            ? problem.detail()
            : "(after " + missed + " refusals not listed) " + problem.detail();
    Problem counted = new Problem(problem.code(), problem.reason(), detail, problem.remedy());
    String claimed = Problem.clean("EAP " + new String(identity.toArray(), StandardCharsets.UTF_8));
    LOG.info("Refused {} from {}: {}", claimed, address, counted.line());
    var unused =
        events
            .submit(
                new PeerRefused(
                    new CorrelationId(idPrefix + ids.incrementAndGet()),
                    DeviceId.unknown(digest),
                    claimed,
                    address.getAddress().getHostAddress(),
                    TransportKind.OSCORE,
                    counted))
            .exceptionally(
                error -> {
                  LOG.debug("A refusal was not recorded: {}", error.toString());
                  count(missed + 1);
                  return null;
                });
  }

  private synchronized void count(long more) {
    leftOut += more;
  }

  private boolean admit(Bytes digest) {
    long now = nanos.getAsLong();
    Long last = reported.get(digest);
    if (last != null && now - last < SECOND_NANOS) {
      return false;
    }
    tokens = Math.min(PER_SECOND_MAX, tokens + (now - earnedAt) / SECOND_NANOS * PER_SECOND_MAX);
    earnedAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    reported.remove(digest);
    reported.put(digest, now);
    return true;
  }
}
