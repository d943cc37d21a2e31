package org.wardgate.onboarding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wardgate.api.DeviceId;

/**
 * Which MUD URLs were offered lately, so that a device that repeats itself is not heard again and
 * again, and one that keeps changing its mind is slowed down. Thread-safe.
 */
final class MudUrlOffers {
  /** How long a repeated URL is no news. */
  static final long REPEAT_NANOS = 60L * 1_000_000_000L;

  /** Different URLs heard of one device in that time. */
  static final int CHANGES_MAX_COUNT = 4;

  /** Most devices remembered; the one heard longest ago makes room. */
  static final int DEVICES_MAX_COUNT = 10_000;

  /** What is to be done with an offer. */
  enum Verdict {
    /** Report it. */
    NEWS,
    /** It was reported already. */
    KNOWN,
    /** The device changes its mind too often. */
    TOO_OFTEN
  }

  private final LongSupplier nanoTime;
  private final Map<DeviceId, Offer> offers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Offer> eldest) {
          return size() > DEVICES_MAX_COUNT;
        }
      };

  private record Offer(String url, long sinceNanos, int changesCount) {}

  MudUrlOffers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized Verdict hear(DeviceId device, String url) {
    long now = nanoTime.getAsLong();
    Offer before = offers.get(device);
    if (before == null || now - before.sinceNanos() >= REPEAT_NANOS) {
      remember(device, new Offer(url, now, 1));
      return Verdict.NEWS;
    }
    if (before.url().equals(url)) {
      return Verdict.KNOWN;
    }
    if (before.changesCount() >= CHANGES_MAX_COUNT) {
      return Verdict.TOO_OFTEN;
    }
    remember(device, new Offer(url, before.sinceNanos(), before.changesCount() + 1));
    return Verdict.NEWS;
  }

  /** An offer could not be reported: the next one is news again. */
  synchronized void forget(DeviceId device) {
    offers.remove(device);
  }

  private void remember(DeviceId device, Offer offer) {
    offers.remove(device); // the newest is last
    offers.put(device, offer);
  }
}
