package org.wardgate.registrar.desk;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;

/**
 * What pledges asked and what came of it: one question a device, kept for a while after its answer,
 * since a pledge asks until it has it. Thread-safe.
 */
final class Questions {
  /** Most questions kept, open ones included. */
  static final int KEPT_MAX_COUNT = 2_048;

  /** Most questions looked at for whether their time is over, each time somebody asks. */
  private static final int SWEPT_MAX_COUNT = 8;

  /** How long a voucher is kept for its pledge. */
  static final int VOUCHER_KEPT_SECONDS = 300;

  /** How long a refusal is kept, so that nobody makes the gateway hammer a MASA. */
  static final int REFUSAL_KEPT_SECONDS = 20;

  /** Shortest time between two questions of one device. */
  static final int PAUSE_SECONDS = 2;

  /** What makes two questions the same one. */
  record Key(Optional<Bytes> nonce, Bytes idevidSha256, Bytes ownKey) {
    static Key of(Inquiry inquiry) {
      return new Key(
          inquiry.request().nonce(), inquiry.pledge().idevidSha256(), inquiry.own().key());
    }
  }

  /** A voucher or the reason why there is none. */
  record Answer(Optional<Bytes> voucher, Optional<Problem> problem) {}

  /** A question and its answer to come. */
  static final class Question {
    private final Key key;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile long answeredNanos;

    Question(Key key) {
      this.key = key;
    }

    CompletableFuture<Answer> answer() {
      return answer;
    }

    private boolean open() {
      return !answer.isDone();
    }
  }

  /**
   * A place in the queue.
   *
   * @param question the device's
   * @param fresh whether somebody has to ask it now
   */
  record Place(Question question, boolean fresh) {}

  private final LongSupplier nanoTime;
  private final Map<DeviceId, Question> questions = new LinkedHashMap<>();

  Questions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Joins the device's question or begins one; empty if it has to come again later. */
  synchronized Optional<Place> join(DeviceId device, Key key) {
    Question known = questions.get(device);
    if (known != null && (known.open() || !over(known))) {
      if (known.key.equals(key)) {
        return Optional.of(new Place(known, false));
      }
      if (known.open() || seconds(known) < PAUSE_SECONDS) {
        return Optional.empty();
      }
    }
    questions.remove(device);
    sweep();
    if (questions.size() >= KEPT_MAX_COUNT && !dropOne()) {
      return Optional.empty();
    }
    Question fresh = new Question(key);
    questions.put(device, fresh);
    return Optional.of(new Place(fresh, true));
  }

  /** The answer is there. */
  void answer(Question question, Answer answer) {
    question.answeredNanos = nanoTime.getAsLong();
    question.answer.complete(answer);
  }

  /** There will be no answer: whoever asks again begins anew. */
  synchronized void forget(DeviceId device, Question question, String why) {
    questions.remove(device, question);
    question.answer.completeExceptionally(new IllegalStateException(why));
  }

  private long seconds(Question question) {
    return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - question.answeredNanos);
  }

  private boolean over(Question question) {
    if (question.answer.isCompletedExceptionally()) {
      return true;
    }
    boolean voucher = question.answer.join().voucher().isPresent();
    return seconds(question) >= (voucher ? VOUCHER_KEPT_SECONDS : REFUSAL_KEPT_SECONDS);
  }

  /** Drops the oldest questions whose time is over. */
  private void sweep() {
    Iterator<Question> oldest = questions.values().iterator();
    for (int i = 0; i < SWEPT_MAX_COUNT && oldest.hasNext(); i++) {
      Question question = oldest.next();
      if (!question.open() && over(question)) {
        oldest.remove();
      }
    }
  }

  /** How many are kept. */
  synchronized int count() {
    return questions.size();
  }

  /** Drops the oldest answered question. */
  private boolean dropOne() {
    for (Iterator<Question> all = questions.values().iterator(); all.hasNext(); ) {
      if (!all.next().open()) {
        all.remove();
        return true;
      }
    }
    return false;
  }
}
