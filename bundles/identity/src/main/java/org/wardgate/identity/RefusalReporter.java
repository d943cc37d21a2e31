package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.RefusalThrottle;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.x509.Certificates;

/**
 * Reports strangers, but no faster than people and the journal can take it, as {@link
 * RefusalThrottle} lets it. Thread-safe.
 */
final class RefusalReporter {
  /** The attribute of an IDevID's subject that RFC 2253 has no name for (IEEE 802.1AR §8.6). */
  private static final Map<String, String> READABLE = Map.of("2.5.4.5", "serialNumber");

  private static final Logger LOG = LoggerFactory.getLogger(RefusalReporter.class);

  private final EventSink events;
  private final Correlations correlations;
  private final RefusalThrottle throttle;

  RefusalReporter(EventSink events, Correlations correlations, LongSupplier nanos) {
    this.events = events;
    this.correlations = correlations;
    this.throttle = new RefusalThrottle(nanos);
  }

  /** Reports a refused certificate, or counts it. */
  void report(X509Certificate leaf, String address, TransportKind kind, Problem problem) {
    Bytes fingerprint = Certificates.sha256(leaf);
    OptionalLong admitted = throttle.admit(fingerprint);
    if (admitted.isEmpty()) {
      return;
    }
    long missed = admitted.getAsLong();
    Problem counted = RefusalThrottle.counted(problem, missed);
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
              throttle.notRecorded(missed);
              return null;
            });
  }
}
