package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
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
import org.wardgate.api.onboarding.RefusalThrottle;
import org.wardgate.api.transport.TransportKind;

/** Reports devices that did not authenticate, as {@link RefusalThrottle} lets it. Thread-safe. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final EventSink events;
  private final RefusalThrottle throttle;
  private final String idPrefix = "eap-" + UUID.randomUUID().toString().substring(0, 8) + "-";
  private final AtomicLong ids = new AtomicLong();

  /**
   * @param nanos a monotonic clock
   */
  Refusals(EventSink events, LongSupplier nanos) {
    this.events = events;
    this.throttle = new RefusalThrottle(nanos);
  }

  /** Reports a refusal, or counts it. */
  void report(Bytes identity, InetSocketAddress address, Problem problem) {
    Bytes digest = identity.sha256();
    OptionalLong admitted = throttle.admit(digest);
    if (admitted.isEmpty()) {
      return;
    }
    long missed = admitted.getAsLong();
    Problem counted = RefusalThrottle.counted(problem, missed);
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
                  throttle.notRecorded(missed);
                  return null;
                });
  }
}
