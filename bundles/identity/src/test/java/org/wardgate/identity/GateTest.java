package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.identity.FakeTransport.Session;

/** Which sessions are served, and from when on. */
class GateTest {
  private static final String HERE = "10.0.0.1";
  private static final String THERE = "10.0.0.2";

  private final TestWard ward = new TestWard();
  private final List<Event> events = new ArrayList<>();
  private Supplier<CompletionStage<Void>> outcome = () -> CompletableFuture.completedFuture(null);
  private final DeviceAuthenticator authenticator =
      new DeviceAuthenticator(
          ward::inventory,
          event -> {
            events.add(event);
            return outcome.get();
          },
          Clock.systemUTC(),
          System::nanoTime);
  private final FakeTransport transport = new FakeTransport(authenticator);

  @BeforeEach
  void connect() {
    authenticator.bindChannels(transport);
  }

  private CompletableFuture<Boolean> served(Session session) {
    return authenticator.serves(session.peer()).toCompletableFuture();
  }

  private static void answers(Session session) {
    session.answer.complete(Response.empty(ResponseCode.NOT_FOUND));
  }

  private static void isSilent(Session session) {
    session.answer.completeExceptionally(
        new RefusedException(TransportErrors.NO_ANSWER, "deadline passed"));
  }

  @Test
  void aSessionWithoutAnOlderOneElsewhereIsServedAtOnce() {
    assertThat(served(transport.connect(HERE))).isCompletedWithValue(true);
    assertThat(served(transport.connect(HERE))).isCompletedWithValue(true);
    assertThat(transport.asked).isEmpty();
    assertThat(events).hasSize(2).allMatch(DeviceIdentified.class::isInstance);
  }

  @Test
  void aCopyIsNeverServedWhileTheOlderSessionIsAskedNorAfter() {
    Session first = transport.connect(HERE);
    Session copy = transport.connect(THERE);
    CompletableFuture<Boolean> pending = served(copy);
    assertThat(pending).isNotDone();
    assertThat(served(first)).isCompletedWithValue(true);

    answers(first);
    assertThat(pending).isCompletedWithValue(false);
    assertThat(served(copy)).isCompletedWithValue(false);
    assertThat(served(first)).isCompletedWithValue(true);
  }

  @Test
  void aDeviceThatMovedIsServedWhenItIsReported() {
    Session first = transport.connect(HERE);
    Session second = transport.connect(THERE);
    CompletableFuture<Boolean> pending = served(second);
    isSilent(first);
    assertThat(pending).isCompletedWithValue(true);
    assertThat(events).hasSize(2).allMatch(DeviceIdentified.class::isInstance);
    assertThat(served(first)).isCompletedWithValue(false);
  }

  @Test
  void theFirstAnswerOfSeveralSessionsIsEnough() {
    Session silent = transport.connect(HERE);
    Session answering = transport.connect(HERE);
    Session copy = transport.connect(THERE);
    assertThat(transport.asked).containsExactly(silent, answering);
    answers(answering); // the other one may still say nothing for long
    assertThat(served(copy)).isCompletedWithValue(false);
    assertThat(events).filteredOn(SeenTwice.class::isInstance).hasSize(1);
    isSilent(silent);
    assertThat(events).filteredOn(SeenTwice.class::isInstance).hasSize(1);
  }

  @Test
  void oneSilentSessionOfSeveralDecidesNothing() {
    Session silent = transport.connect(HERE);
    Session late = transport.connect(HERE);
    Session copy = transport.connect(THERE);
    isSilent(silent);
    assertThat(served(copy)).isNotDone();
    answers(late);
    assertThat(served(copy)).isCompletedWithValue(false);
  }

  @Test
  void aNewcomerThatEndsIsNotServed() {
    Session first = transport.connect(HERE);
    Session second = transport.connect(THERE);
    CompletableFuture<Boolean> pending = served(second);
    transport.end(second);
    assertThat(pending).isCompletedWithValue(false);
    isSilent(first);
    assertThat(served(second)).isCompletedWithValue(false);
  }

  @Test
  void aSessionThatCouldNotBeReportedIsNotServed() {
    outcome =
        () ->
            CompletableFuture.failedFuture(
                new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full"));
    assertThat(served(transport.connect(HERE))).isCompletedWithValue(false);
    assertThat(transport.open).isEmpty();
  }

  @Test
  void aSessionOfNoTransportIsNotServedAndNotReported() {
    Session gone = transport.untold(Kind.IDEVID, TransportKind.COAP, HERE);
    transport.open.clear();
    assertThat(served(gone)).isCompletedWithValue(false);
    assertThat(events).isEmpty();
  }

  @Test
  void aSessionThatNobodyToldOfIsReportedBeforeItIsServed() {
    Session first = transport.untold(Kind.IDEVID, TransportKind.COAP, HERE);
    assertThat(served(first)).isCompletedWithValue(true);
    assertThat(served(first)).isCompletedWithValue(true);
    assertThat(events).hasSize(1);
    Session copy = transport.untold(Kind.IDEVID, TransportKind.COAP, THERE);
    assertThat(served(copy)).isNotDone();
    answers(first);
    assertThat(served(copy)).isCompletedWithValue(false);
  }

  @Test
  void twoHandshakesAtOnceDoNotHideOneAnother() {
    transport.connect(HERE);
    Session copy = transport.untold(Kind.IDEVID, TransportKind.COAP, THERE);
    Session other = transport.untold(Kind.IDEVID, TransportKind.COAP, THERE);
    authenticator.established(copy.peer()); // not the newest any more
    authenticator.established(other.peer());
    assertThat(served(copy)).isNotDone();
    assertThat(served(other)).isNotDone();
    assertThat(events).hasSize(1);
  }
}
