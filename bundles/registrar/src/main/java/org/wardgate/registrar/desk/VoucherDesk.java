package org.wardgate.registrar.desk;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.registrar.desk.Questions.Answer;
import org.wardgate.registrar.desk.Questions.Place;
import org.wardgate.registrar.desk.Questions.Question;
import org.wardgate.registrar.voucher.OwnIdentity;
import org.wardgate.registrar.voucher.Pledge;
import org.wardgate.registrar.voucher.PledgeRequest;

/**
 * Takes pledges' requests to whoever has vouchers, a few at a time, and keeps the answers for a
 * while. What came of a request is on record before the pledge hears of it. Thread-safe.
 */
public final class VoucherDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VoucherDesk.class);

  private final Supplier<Settings> settings;
  private final Clock clock;
  private final Questions questions;
  private final VoucherSource source;
  private final VoucherReporter reporter;
  private final FairQueue queue = new FairQueue();

  /**
   * @param settings in force at any time
   * @param reporter records what came of requests
   * @param nanoTime as {@link System#nanoTime}
   */
  public VoucherDesk(
      Supplier<Settings> settings, VoucherReporter reporter, Clock clock, LongSupplier nanoTime) {
    this.settings = settings;
    this.clock = clock;
    this.questions = new Questions(nanoTime);
    this.source = new VoucherSource(settings, clock, nanoTime);
    this.reporter = reporter;
  }

  /**
   * Asks for a voucher.
   *
   * @return empty if the pledge has to come again later; completes with the answer within the
   *     configured wait, or with empty
   */
  public CompletionStage<Optional<Reply>> ask(
      Pledge pledge, PledgeRequest request, OwnIdentity own) {
    Inquiry inquiry = new Inquiry(pledge, request, own, clock.instant());
    Optional<Place> place = questions.join(pledge.device(), Questions.Key.of(inquiry));
    if (place.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Question question = place.get().question();
    if (place.get().fresh()) {
      begin(inquiry, question);
    }
    return question
        .answer()
        .thenApply(answer -> Optional.of(new Reply(answer.voucher(), answer.problem())))
        .completeOnTimeout(
            Optional.empty(), settings.get().answerWait().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            error -> {
              LOG.debug("{} has to come again: {}", pledge.device(), error.toString());
              return Optional.empty();
            });
  }

  private void begin(Inquiry inquiry, Question question) {
    String maker = inquiry.pledge().manufacturer().id();
    if (!queue.submit(maker, () -> work(inquiry, question))) {
      questions.forget(inquiry.pledge().device(), question, "too many pledges wait");
    }
  }

  private void work(Inquiry inquiry, Question question) {
    DeviceId device = inquiry.pledge().device();
    try {
      Found found = source.find(inquiry);
      record(
          device,
          question,
          found.detail(),
          new Answer(Optional.of(found.voucher()), Optional.empty()));
    } catch (RefusedException e) {
      Problem problem = e.problem();
      LOG.warn("no voucher for {}: {}", device, problem.line());
      record(device, question, "", new Answer(Optional.empty(), Optional.of(problem)));
    } catch (RuntimeException e) {
      // a defect must not leave the pledge's question open for ever
      LOG.error("the request of {} failed", device, e);
      questions.forget(device, question, e.toString());
    }
  }

  private void record(DeviceId device, Question question, String detail, Answer answer) {
    CompletionStage<Void> recorded = reporter.answered(device, detail, answer.problem());
    recorded.whenComplete(
        (done, error) -> {
          if (error == null) {
            questions.answer(question, answer);
          } else {
            LOG.warn("the voucher of {} was not recorded: {}", device, error.toString());
            questions.forget(device, question, error.toString());
          }
        });
  }

  @Override
  public void close() {
    queue.close();
    source.close();
  }
}
