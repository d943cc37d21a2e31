package org.wardgate.onboarding;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionListener;

/** Asks each device whose proof of identity carries no MUD URL for one. Thread-safe. */
@Component(
    name = "org.wardgate.onboarding.mud-inquiry",
    immediate = true,
    service = SessionListener.class)
public final class MudUrlInquiry implements SessionListener {
  /** Devices asked at the same time; others are asked in a later session. */
  static final int QUESTIONS_MAX_COUNT = 256;

  /** A device is not asked more often. */
  static final long QUESTION_PERIOD_NANOS = 10L * 1_000_000_000L;

  /** Most devices remembered; the one asked longest ago makes room. */
  static final int DEVICES_MAX_COUNT = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(MudUrlInquiry.class);

  private final MudUrlReporter reporter;
  private final LiveSessions sessions;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Semaphore questions = new Semaphore(QUESTIONS_MAX_COUNT);
  private final Map<DeviceId, Long> askedNanos =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Long> eldest) {
          return size() > DEVICES_MAX_COUNT;
        }
      };

  /** Asks over live sessions and reports to the sink. */
  @Activate
  public MudUrlInquiry(@Reference EventSink events, @Reference LiveSessions sessions) {
    this(events, sessions, Clock.systemUTC(), System::nanoTime);
  }

  MudUrlInquiry(EventSink events, LiveSessions sessions, Clock clock, LongSupplier nanoTime) {
    this.sessions = sessions;
    this.reporter = new MudUrlReporter(events, nanoTime);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public void established(Peer peer) {
    PeerIdentity identity = peer.identity();
    if (identity.kind().initial() && identity.mudUrl().isEmpty()) {
      sessions
          .channel(identity.device())
          .filter(channel -> due(identity.device()))
          .ifPresent(channel -> ask(identity.device(), channel));
    }
  }

  @Override
  public void closed(Peer peer) {
    LOG.trace("Session {} of {} is gone", peer.session(), peer.identity().device());
  }

  private boolean due(DeviceId device) {
    long now = nanoTime.getAsLong();
    synchronized (askedNanos) {
      Long before = askedNanos.get(device);
      if (before != null && now - before < QUESTION_PERIOD_NANOS) {
        return false;
      }
      askedNanos.remove(device); // the newest is last
      askedNanos.put(device, now);
      return true;
    }
  }

  private void ask(DeviceId device, DeviceChannel channel) {
    if (!questions.tryAcquire()) {
      LOG.debug("{} is not asked for its MUD URL: too many are", device);
      return;
    }
    new MudUrlQuestion(channel, clock)
        .ask()
        .whenComplete(
            (url, error) -> {
              questions.release();
              if (error != null) {
                LOG.debug("{} was asked for its MUD URL: {}", device, error.toString());
              } else {
                url.ifPresent(found -> offered(device, found));
              }
            });
  }

  private void offered(DeviceId device, String url) {
    LOG.debug("{} offers {}", device, url);
    var unused = reporter.offer(device, url);
  }
}
