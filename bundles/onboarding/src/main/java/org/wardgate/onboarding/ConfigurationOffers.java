package org.wardgate.onboarding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;

/** Configurations that devices shall take, one for each device. Thread-safe. */
final class ConfigurationOffers {
  /** Most on offer at a time. */
  static final int OFFERS_MAX_COUNT = 1_024;

  private final Map<DeviceId, Offer> byDevice = new HashMap<>();

  /**
   * One configuration.
   *
   * @param correlationId what the result repeats
   * @param deadline until when
   * @param device for whom
   * @param contentFormat of the content
   * @param content the configuration
   * @param settled set by whoever reports what became of it
   * @param posting whether it is being sent
   */
  record Offer(
      CorrelationId correlationId,
      Instant deadline,
      DeviceId device,
      int contentFormat,
      Bytes content,
      AtomicBoolean settled,
      AtomicBoolean posting) {
    Offer(
        CorrelationId correlationId,
        Instant deadline,
        DeviceId device,
        int contentFormat,
        Bytes content) {
      this(
          correlationId,
          deadline,
          device,
          contentFormat,
          content,
          new AtomicBoolean(),
          new AtomicBoolean());
    }
  }

  /** Takes an offer in, in place of an earlier one for the device; false if there are too many. */
  synchronized boolean put(Offer offer) {
    if (byDevice.size() >= OFFERS_MAX_COUNT && !byDevice.containsKey(offer.device())) {
      return false;
    }
    byDevice.put(offer.device(), offer);
    return true;
  }

  synchronized Optional<Offer> of(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device));
  }

  /** Takes the offer of that intent away, if it is still there. */
  synchronized Optional<Offer> remove(DeviceId device, CorrelationId id) {
    Offer offer = byDevice.get(device);
    if (offer == null || !offer.correlationId().equals(id)) {
      return Optional.empty();
    }
    byDevice.remove(device);
    return Optional.of(offer);
  }

  synchronized void clear() {
    byDevice.clear();
  }
}
