package org.wardgate.device.keys;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.transport.TransportKind;

/**
 * Reports refused identities, but not faster than people and the journal can take it: anybody on
 * the ward's network may name identities as often as he likes. Thread-safe.
 */
final class KeyReports {
  /** Refusals reported a second. */
  static final int PER_SECOND_MAX = 10;

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(KeyReports.class);

  private final Supplier<Optional<EventSink>> events;
  private final LongSupplier nanos;
  private long second;
  private int inSecond;
  private long leftOut;

  KeyReports(Supplier<Optional<EventSink>> events, LongSupplier nanos) {
    this.events = events;
    this.nanos = nanos;
    this.second = nanos.getAsLong();
  }

  /** Somebody named an identity that does not count. */
  void refused(Bytes identity, String address, TransportKind kind, Problem problem) {
    long missed;
    synchronized (this) {
      if (!admit()) {
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
    submit(
        new PeerRefused(
            correlation(),
            DeviceId.unknown(identity.sha256()),
            Problem.clean("key identity " + readable(identity)),
            address,
            kind,
            new Problem(problem.code(), problem.reason(), detail, problem.remedy())));
  }

  /** A key or an identity is of two. */
  void shared(KeyBook.Conflict conflict) {
    LOG.warn(
        "{} and {} have the same key or identity: both are barred",
        conflict.one(),
        conflict.other());
    submit(new KeySharedByTwo(correlation(), conflict.one(), conflict.other()));
  }

  /** These devices' keys were delivered but there is no room for more. */
  void leftOut(List<DeviceId> devices) {
    LOG.error(
        "{}",
        Problem.of(
                OnboardingErrors.BAD_KEY_DELIVERY,
                devices.size()
                    + " keys are not taken, "
                    + KeyBook.DEVICES_MAX_COUNT
                    + " devices have one; the first left out is "
                    + devices.get(0))
            .line());
  }

  private void submit(Event event) {
    events
        .get()
        .ifPresent(
            sink ->
                sink.submit(event)
                    .exceptionally(
                        error -> {
                          LOG.warn("{} was not recorded: {}", event, error.toString());
                          return null;
                        }));
  }

  private boolean admit() {
    long now = nanos.getAsLong();
    if (now - second >= SECOND_NANOS) {
      second = now;
      inSecond = 0;
    }
    return ++inSecond <= PER_SECOND_MAX;
  }

  private static CorrelationId correlation() {
    return new CorrelationId("keys-" + UUID.randomUUID());
  }

  private static String readable(Bytes identity) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(identity.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return identity.hex();
    }
  }
}
