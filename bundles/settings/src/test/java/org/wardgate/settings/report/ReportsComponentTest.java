package org.wardgate.settings.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationEvent;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.error.RefusedException;

class ReportsComponentTest {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();
  private volatile EventSink core = this::tell;
  private final ReportsComponent reports = new ReportsComponent(context());

  @AfterEach
  void stop() {
    reports.deactivate();
  }

  @Test
  void looksAreCountedByComponentAndBounded() {
    reports.considered("a");
    reports.considered("a");
    assertThat(reports.consideredCount("a")).isEqualTo(2);
    assertThat(reports.consideredCount("b")).isZero();
    for (int i = 0; i < Looks.COMPONENTS_MAX_COUNT; i++) {
      reports.considered("c" + i);
    }
    assertThat(reports.consideredCount("a")).isZero();
    assertThat(reports.consideredCount("c0")).isEqualTo(1);
  }

  private CompletableFuture<Void> tell(Event event) {
    told.add(event);
    return CompletableFuture.completedFuture(null);
  }

  private BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getService")) {
                return core;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @SuppressWarnings("unchecked") // a proxy has no type arguments
  private static ServiceReference<EventSink> reference() {
    return (ServiceReference<EventSink>)
        Proxy.newProxyInstance(
            ReportsComponentTest.class.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (self, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static Refusal refusal(String property, String value) {
    return new Refusal(
        property, value, new RefusedException(ConfigurationErrors.OUT_OF_RANGE, property));
  }

  private ConfigurationEvent next() throws InterruptedException {
    Event event = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(ConfigurationEvent.class);
    return (ConfigurationEvent) java.util.Objects.requireNonNull(event);
  }

  @Test
  void aRefusalIsKeptAndToldUntilItIsTakenBack() throws Exception {
    reports.bindDecision(reference());
    reports.refused("a", List.of(refusal("port", "99999")));
    ConfigurationEvent.Refused event = (ConfigurationEvent.Refused) next();
    assertThat(event.pid()).isEqualTo("a");
    assertThat(event.values()).hasSize(1);
    assertThat(event.values().get(0).problem().code()).isEqualTo("WG-CFG-0002");
    assertThat(reports.current()).hasSize(1);
    reports.accepted("a");
    assertThat(next()).isInstanceOf(ConfigurationEvent.Accepted.class);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void theSameTwiceIsToldOnce() throws Exception {
    reports.bindDecision(reference());
    reports.refused("a", List.of(refusal("port", "99999")));
    reports.refused("a", List.of(refusal("port", "99999")));
    reports.accepted("never-refused");
    assertThat(next()).isInstanceOf(ConfigurationEvent.Refused.class);
    reports.accepted("a");
    reports.accepted("a");
    assertThat(next()).isInstanceOf(ConfigurationEvent.Accepted.class);
    reports.refused("end", List.of(refusal("x", "y")));
    assertThat(next().pid()).isEqualTo("end");
  }

  @Test
  void whileTheCoreIsAwayTheNewestOfEachComponentWaits() throws Exception {
    reports.refused("a", List.of(refusal("port", "1")));
    reports.refused("b", List.of(refusal("port", "2")));
    reports.refused("a", List.of(refusal("port", "3")));
    reports.accepted("b");
    reports.bindDecision(reference());
    List<ConfigurationEvent> events = List.of(next(), next());
    assertThat(events).extracting(ConfigurationEvent::pid).containsExactly("a", "b");
    assertThat(((ConfigurationEvent.Refused) events.get(0)).values().get(0).value()).isEqualTo("3");
    assertThat(events.get(1)).isInstanceOf(ConfigurationEvent.Accepted.class);
  }

  @Test
  void aCoreThatRefusesIsToldAgain() throws Exception {
    BlockingQueue<Event> tries = new LinkedBlockingQueue<>();
    core =
        event -> {
          tries.add(event);
          return tries.size() < 3
              ? CompletableFuture.failedFuture(new IllegalStateException("the queue is full"))
              : tell(event);
        };
    reports.bindDecision(reference());
    reports.refused("a", List.of(refusal("port", "1")));
    assertThat(next().pid()).isEqualTo("a");
    assertThat(tries).hasSize(3);
  }

  @Test
  void aCoreThatNeverAnswersBlocksNobody() throws Exception {
    BlockingQueue<Event> tries = new LinkedBlockingQueue<>();
    core =
        event -> {
          tries.add(event);
          return new CompletableFuture<>();
        };
    reports.bindDecision(reference());
    reports.refused("a", List.of(refusal("port", "1")));
    assertThat(tries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    for (int i = 0; i < 1_000; i++) {
      reports.refused("pid-" + i, List.of(refusal("port", "1")));
    }
    assertThat(reports.current()).hasSize(ConfigurationReports.REFUSALS_MAX_COUNT);
  }

  @Test
  void hugeStringsAndTooManyRefusalsAreCut() {
    String huge = "v".repeat(1_000_000); // one for all: a thousand would want a gibibyte
    reports.refused(
        "p".repeat(100_000),
        IntStream.range(0, 1_000).mapToObj(i -> refusal("x" + i, huge)).toList());
    assertThat(reports.current()).hasSize(CurrentRefusals.PER_PID_MAX_COUNT);
    assertThat(reports.current().get(0).pid()).hasSize(CurrentRefusals.NAME_MAX_CHARS);
    assertThat(reports.current().get(0).refusal().value()).hasSize(CurrentRefusals.VALUE_MAX_CHARS);
    reports.accepted("p".repeat(100_000));
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void controlCharactersInANameAreCleaned() {
    reports.refused("a\nb", List.of(refusal("p\u0000", "v\u202e\r\n")));
    assertThat(reports.current().get(0).pid()).isEqualTo("a?b");
    assertThat(reports.current().get(0).refusal().property()).isEqualTo("p?");
    assertThat(reports.current().get(0).refusal().value()).isEqualTo("v???");
  }

  @Test
  void moreThanThereIsRoomForTakesNothingFromOthers() {
    List<Refusal> many = new ArrayList<>();
    for (int i = 0; i < CurrentRefusals.PER_PID_MAX_COUNT; i++) {
      many.add(refusal("x" + i, "v"));
    }
    for (int i = 0; i < 20; i++) {
      reports.refused("pid-" + i, many);
    }
    assertThat(reports.current()).hasSize(ConfigurationReports.REFUSALS_MAX_COUNT);
    assertThat(reports.current().get(0).pid()).isEqualTo("pid-0");
    reports.accepted("pid-0");
    reports.refused("late", List.of(refusal("x", "v")));
    assertThat(reports.current()).extracting(ConfigurationReports.Refused::pid).contains("late");
  }

  @Test
  void anEmptyListChangesNothing() {
    reports.refused("a", List.of(refusal("x", "v")));
    reports.refused("a", List.of());
    assertThat(reports.current()).hasSize(1);
  }

  @Test
  void afterTheEndNobodyIsTold() {
    reports.deactivate();
    assertThatCode(() -> reports.refused("a", List.of(refusal("x", "v"))))
        .doesNotThrowAnyException();
    reports.unbindDecision(reference());
    assertThat(told).isEmpty();
  }
}
