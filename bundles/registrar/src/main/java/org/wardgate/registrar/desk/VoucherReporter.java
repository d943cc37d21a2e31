package org.wardgate.registrar.desk;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingEvent.PledgeReported;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;

/**
 * Reports to the decision what pledges ask and say. What a device repeats is reported once a
 * minute. Thread-safe.
 */
public final class VoucherReporter {
  /** The same again within this time is not reported. */
  static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Most reports remembered. */
  static final int REMEMBERED_MAX_COUNT = 8_192;

  private static final int PREFIX_BYTES = 6;

  private final Supplier<@Nullable EventSink> events;
  private final LongSupplier nanoTime;
  private final String prefix;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Long> reported =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED_MAX_COUNT;
        }
      };

  /**
   * @param events where to; nobody at times
   * @param nanoTime as {@link System#nanoTime}
   */
  public VoucherReporter(Supplier<@Nullable EventSink> events, LongSupplier nanoTime) {
    this.events = events;
    this.nanoTime = nanoTime;
    byte[] random = new byte[PREFIX_BYTES];
    new SecureRandom().nextBytes(random);
    this.prefix = "vch-" + HexFormat.of().formatHex(random) + "-";
  }

  /** What came of a question that was asked for a pledge. */
  CompletionStage<Void> answered(DeviceId device, String detail, Optional<Problem> problem) {
    return submit(new VoucherAnswered(next(), device, Problem.clean(detail), problem));
  }

  /** A request that was refused at once. */
  public void refused(DeviceId device, Problem problem) {
    String what = device + " " + problem.code();
    if (news(what)) {
      submit(new VoucherAnswered(next(), device, "", Optional.of(problem)))
          .whenComplete((done, error) -> forgetUnless(error == null, what));
    }
  }

  /** What a pledge says; completes when it is on record. */
  public CompletionStage<Void> said(
      DeviceId device, String subject, boolean success, String reason) {
    String what = device + " " + subject + " " + success;
    if (!news(what)) {
      return CompletableFuture.completedFuture(null);
    }
    return submit(new PledgeReported(next(), device, subject, success, reason))
        .whenComplete((done, error) -> forgetUnless(error == null, what));
  }

  private CompletionStage<Void> submit(Event event) {
    EventSink sink = events.get();
    return sink == null
        ? CompletableFuture.failedFuture(new IllegalStateException("nobody records events now"))
        : sink.submit(event);
  }

  private CorrelationId next() {
    return new CorrelationId(prefix + number.incrementAndGet());
  }

  private synchronized boolean news(String what) {
    long now = nanoTime.getAsLong();
    Long last = reported.get(what);
    if (last != null && now - last < REPEAT_NANOS) {
      return false;
    }
    reported.remove(what);
    reported.put(what, now);
    return true;
  }

  private synchronized void forgetUnless(boolean recorded, String what) {
    if (!recorded) {
      reported.remove(what);
    }
  }
}
