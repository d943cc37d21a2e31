package org.wardgate.identity;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.transport.Peer;

/** Reports who came, and who came twice. Thread-safe. */
final class SessionReporter {
  /** A device that is seen twice is reported once in this time. */
  static final long SEEN_TWICE_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Most devices remembered for that; the oldest makes room. */
  static final int DEVICES_MAX_COUNT = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(SessionReporter.class);

  private final EventSink events;
  private final Correlations correlations;
  private final LongSupplier nanoTime;
  private final Map<DeviceId, Long> twiceNanos =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Long> eldest) {
          return size() > DEVICES_MAX_COUNT;
        }
      };

  SessionReporter(EventSink events, Correlations correlations, LongSupplier nanoTime) {
    this.events = events;
    this.correlations = correlations;
    this.nanoTime = nanoTime;
  }

  /** Reports a device; what to do if that fails is the caller's. */
  void identified(Peer peer, Runnable unheard) {
    var unused =
        events
            .submit(
                new DeviceIdentified(
                    correlations.next(), peer.identity(), peer.address(), peer.kind()))
            .exceptionally(
                error -> {
                  LOG.warn(
                      "{} could not be reported: {}", peer.identity().device(), error.toString());
                  unheard.run();
                  return null;
                });
  }

  /** Reports two places of one identity, once a minute. */
  void seenTwice(DeviceId device, InetAddress held, InetAddress refused) {
    if (!due(device)) {
      return;
    }
    var unused =
        events
            .submit(new SeenTwice(correlations.next(), device, held, refused))
            .exceptionally(
                error -> {
                  LOG.warn("that {} was seen twice was not recorded: {}", device, error.toString());
                  forget(device);
                  return null;
                });
  }

  private synchronized boolean due(DeviceId device) {
    long now = nanoTime.getAsLong();
    Long before = twiceNanos.get(device);
    if (before != null && now - before < SEEN_TWICE_PERIOD_NANOS) {
      return false;
    }
    twiceNanos.remove(device);
    twiceNanos.put(device, now);
    return true;
  }

  private synchronized void forget(DeviceId device) {
    twiceNanos.remove(device);
  }
}
