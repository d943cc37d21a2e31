package org.wardgate.vulnerabilities.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessed;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/**
 * Tells the decision core what changed: each assessment once, and again only if it was not taken or
 * the core is another one. Used by one thread.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final Executor thread;
  private Supplier<Optional<EventSink>> decision = Optional::empty;
  private final Map<String, Assessment> told = new HashMap<>();

  /**
   * @param thread the one that uses this
   */
  Announcer(Executor thread) {
    this.thread = thread;
  }

  /** Whom to tell from now on; it is told everything. */
  void tell(Supplier<Optional<EventSink>> newDecision) {
    decision = newDecision;
    told.clear();
  }

  /** Tells what is not told yet. */
  void announce(List<Assessment> assessments) {
    List<Assessment> changed =
        assessments.stream().filter(a -> !a.equals(told.get(key(a)))).toList();
    Optional<EventSink> sink = changed.isEmpty() ? Optional.empty() : decision.get();
    sink.ifPresent(target -> changed.forEach(assessment -> submit(target, assessment)));
  }

  private void submit(EventSink sink, Assessment assessment) {
    told.put(key(assessment), assessment);
    LOG.info(
        "{} {} {}: {} open vulnerabilities, {} of them exploited, CVSS at most {}",
        assessment.manufacturerId(),
        assessment.model(),
        assessment.version(),
        assessment.openCount(),
        assessment.exploitedCount(),
        assessment.cvssMax());
    sink.submit(new Assessed(new CorrelationId("vulnerability-" + UUID.randomUUID()), assessment))
        .whenCompleteAsync(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn(
                    "an assessment was not taken over, it is told again: {}", failure, failure);
                told.remove(key(assessment), assessment);
              }
            },
            thread);
  }

  private static String key(Assessment assessment) {
    return assessment.manufacturerId() + "\n" + assessment.model() + "\n" + assessment.version();
  }
}
