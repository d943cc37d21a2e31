package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.x509.Certificates;

/**
 * Reports strangers, but no faster than people and the journal can take it: anybody on the ward's
 * network may knock as often as he likes. What is left out is counted in the next report.
 * Thread-safe.
 */
final class RefusalReporter {
  /** Reports a second, and at once. */
  static final int PER_SECOND_MAX = 10;

  /** Certificates remembered, to report each once a second. */
  static final int CERTIFICATES_MAX_COUNT = 1024;

  /** The attribute of an IDevID's subject that RFC 2253 has no name for (IEEE 802.1AR §8.6). */
  private static final Map<String, String> READABLE = Map.of("2.5.4.5", "serialNumber");

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(RefusalReporter.class);

  private final EventSink events;
  private final Correlations correlations;
  private final LongSupplier nanos;
  private final Map<Bytes, Long> reported =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > CERTIFICATES_MAX_COUNT;
        }
      };
  private double tokens = PER_SECOND_MAX;
  private long earnedAt;
  private long leftOut;

  RefusalReporter(EventSink events, Correlations correlations, LongSupplier nanos) {
    this.events = events;
    this.correlations = correlations;
    this.nanos = nanos;
    this.earnedAt = nanos.getAsLong();
  }

  /** Reports a refused certificate, or counts it. */
  void report(X509Certificate leaf, String address, TransportKind kind, Problem problem) {
    Bytes fingerprint = Certificates.sha256(leaf);
    long missed;
    synchronized (this) {
      if (!admit(fingerprint)) {
        leftOut++;
        return;
      }
      missed = leftOut;
      leftOut = 0;
    }
    Problem counted = missed == 0 ? problem : withCount(problem, missed);
    String subject =
        Problem.clean(leaf.getSubjectX500Principal().getName(X500Principal.RFC2253, READABLE));
    LOG.info("Refused {} from {}: {}", subject, address, counted.line());
    events
        .submit(
            new PeerRefused(
                correlations.next(),
                DeviceId.unknown(fingerprint),
                subject,
                address,
                kind,
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

  private boolean admit(Bytes fingerprint) {
    long now = nanos.getAsLong();
    Long last = reported.get(fingerprint);
    if (last != null && now - last < SECOND_NANOS) {
      return false;
    }
    tokens =
        Math.min(
            PER_SECOND_MAX, tokens + (double) (now - earnedAt) / SECOND_NANOS * PER_SECOND_MAX);
    earnedAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    reported.remove(fingerprint);
    reported.put(fingerprint, now);
    return true;
  }

  private static Problem withCount(Problem problem, long missed) {
    return new Problem(
        problem.code(),
        problem.reason(),
        "(after " + missed + " refusals not listed) " + problem.detail(),
        problem.remedy());
  }
}
