package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.identity.FakeTransport.Session;

class CloneTest {
  private static final String HERE = "10.0.0.1";
  private static final String THERE = "10.0.0.2";

  private final TestWard ward = new TestWard();
  private final AtomicLong nanos = new AtomicLong(1);
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
          nanos::get);
  private final FakeTransport transport = new FakeTransport(authenticator);

  @BeforeEach
  void connect() {
    authenticator.bindChannels(transport);
  }

  private long identified() {
    return events.stream().filter(DeviceIdentified.class::isInstance).count();
  }

  private List<SeenTwice> twice() {
    return events.stream().filter(SeenTwice.class::isInstance).map(SeenTwice.class::cast).toList();
  }

  private static void answers(Session session) {
    session.answer.complete(Response.empty(ResponseCode.NOT_FOUND));
  }

  private static void isSilent(Session session) {
    session.answer.completeExceptionally(
        new RefusedException(TransportErrors.NO_ANSWER, "deadline passed"));
  }

  @Test
  void aCloneIsClosedAndReported() {
    Session first = transport.connect(HERE);
    Session copy = transport.connect(THERE);
    assertThat(transport.asked).containsExactly(first);
    assertThat(identified()).isEqualTo(1); // nothing is bound to the newcomer's address yet

    answers(first);
    assertThat(transport.open).containsExactly(first);
    assertThat(identified()).isEqualTo(1);
    assertThat(twice())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.device()).isEqualTo(TestWard.PUMP);
              assertThat(event.held()).isEqualTo(FakeTransport.address(HERE));
              assertThat(event.refused()).isEqualTo(FakeTransport.address(THERE));
            });
    assertThat(copy.peer().session()).isNotEqualTo(first.peer().session());
  }

  @Test
  void anAnswerThatIsTooLongIsASignOfLifeToo() {
    Session first = transport.connect(HERE);
    transport.connect(THERE);
    first.answer.completeExceptionally(
        new RefusedException(TransportErrors.ANSWER_TOO_LARGE, "much"));
    assertThat(twice()).hasSize(1);
  }

  @Test
  void aDeviceThatMovedIsReportedAtItsNewPlace() {
    Session first = transport.connect(HERE);
    Session second = transport.connect(THERE);
    isSilent(first);
    assertThat(transport.open).containsExactly(second);
    assertThat(identified()).isEqualTo(2);
    assertThat(twice()).isEmpty();
  }

  @Test
  void aCopyRegisteredBeforeTheFirstIsAnnouncedIsFoundOutAllTheSame() {
    Session first = transport.untold(Kind.LDEVID, TransportKind.COAP, HERE);
    Session copy = transport.untold(Kind.LDEVID, TransportKind.COAP, THERE);
    authenticator.established(first.peer());
    authenticator.established(copy.peer());
    assertThat(transport.asked).containsExactly(first);
    answers(first);
    assertThat(transport.open).containsExactly(first);
    assertThat(identified()).isEqualTo(1);
    assertThat(twice()).hasSize(1);
  }

  @Test
  void aSessionThatIsNotFoundByItsOwnIdIsNeitherReportedNorServed() {
    authenticator.unbindChannels(transport);
    DeviceChannels newestAlone =
        new DeviceChannels() {
          @Override
          public Optional<DeviceChannel> channel(DeviceId device) {
            return transport.channel(device);
          }

          @Override
          public void close(DeviceId device) {
            transport.close(device);
          }
        };
    authenticator.bindChannels(newestAlone);
    Session first = transport.untold(Kind.LDEVID, TransportKind.COAP, HERE);
    Session second = transport.untold(Kind.LDEVID, TransportKind.COAP, THERE);
    authenticator.established(first.peer());
    authenticator.established(second.peer());
    assertThat(identified()).isEqualTo(1);
    assertThat(authenticator.serves(first.peer())).isCompletedWithValue(false);
    assertThat(authenticator.serves(second.peer())).isCompletedWithValue(true);
  }

  @Test
  void severalSessionsOfOnePlaceAreNoClones() {
    transport.connect(HERE);
    transport.connect(HERE);
    assertThat(identified()).isEqualTo(2);
    assertThat(transport.asked).isEmpty();
  }

  @Test
  void aSessionThatRoamedIsNoClone() {
    Session first = transport.connect(HERE);
    first.roam(THERE);
    transport.connect(THERE);
    assertThat(transport.asked).isEmpty();
    assertThat(identified()).isEqualTo(2);
  }

  @Test
  void radioAndNetworkAreNotCompared() {
    transport.connect(Kind.IDEVID, TransportKind.BLE, HERE);
    transport.connect(THERE);
    assertThat(transport.asked).isEmpty();
    transport.connect(Kind.LDEVID, TransportKind.OSCORE, HERE);
    assertThat(transport.asked).hasSize(1);
  }

  @Test
  void aSessionThatEndedBeforeIsNotAsked() {
    transport.end(transport.connect(HERE));
    transport.connect(THERE);
    assertThat(transport.asked).isEmpty();
    assertThat(identified()).isEqualTo(2);
  }

  @Test
  void aNewcomerThatIsGoneAgainIsNotReported() {
    Session first = transport.connect(HERE);
    transport.end(transport.connect(THERE));
    isSilent(first);
    assertThat(identified()).isEqualTo(1);
    assertThat(transport.open).containsExactly(first);
  }

  @Test
  void aCloneThatComesAgainAndAgainIsReportedOnceAMinute() {
    Session first = transport.connect(HERE);
    answers(first);
    for (int i = 0; i < 5; i++) {
      transport.connect(THERE);
    }
    assertThat(twice()).hasSize(1);
    assertThat(transport.open).containsExactly(first);
    nanos.addAndGet(SessionReporter.SEEN_TWICE_PERIOD_NANOS);
    transport.connect(THERE);
    assertThat(twice()).hasSize(2);
  }

  @Test
  void twoThatNeverAnswerButComeInTurnAreTwo() {
    Session last = transport.connect(HERE);
    for (int i = 0; i < Moves.MOVES_MAX_COUNT; i++) {
      Session next = transport.connect(i % 2 == 0 ? THERE : HERE);
      isSilent(last);
      last = next;
    }
    assertThat(twice()).isEmpty();
    transport.connect(THERE);
    isSilent(last);
    assertThat(twice()).hasSize(1);
    assertThat(transport.open).containsExactly(last);

    nanos.addAndGet(Moves.PERIOD_NANOS);
    transport.connect(THERE);
    assertThat(twice()).hasSize(1);
    assertThat(identified()).isEqualTo(Moves.MOVES_MAX_COUNT + 2L);
  }

  @Test
  void aTransportThatCannotCloseOneClosesAll() {
    transport.closesOne = false;
    Session first = transport.connect(HERE);
    transport.connect(THERE);
    answers(first);
    assertThat(transport.open).isEmpty();
    assertThat(twice()).hasSize(1);
  }

  @Test
  void aReportOfACloneThatWasNotRecordedIsMadeAgain() {
    Session first = transport.connect(HERE);
    answers(first);
    outcome =
        () ->
            CompletableFuture.failedFuture(
                new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full"));
    transport.connect(THERE);
    outcome = () -> CompletableFuture.completedFuture(null);
    transport.connect(THERE);
    assertThat(twice()).hasSize(2);
  }

  private void order() {
    CloseSessions order = new CloseSessions(new CorrelationId("c-1"), Instant.now(), TestWard.PUMP);
    assertThat(authenticator.takes(order)).isTrue();
    authenticator.execute(order);
  }

  @Test
  void sessionsAreClosedByOrderAtOnce() {
    transport.connect(HERE);
    transport.connect(HERE);
    order();
    assertThat(transport.open).isEmpty();
  }

  @Test
  void aHandshakeThatOverlapsTheOrderDoesNotSurviveIt() throws RefusedException {
    authenticator.bindCredential(ward.ward.gateway());
    authenticator.bindStatus(certificate -> CertificateStatus.Status.GOOD);
    var ldevid = List.of(ward.ward.ldevid("pump-1").certificate());
    authenticator.authenticate(ldevid, HERE, TransportKind.COAP);
    order();
    // the handshake that was judged before the order ends after it
    transport.connect(Kind.LDEVID, TransportKind.COAP, HERE);
    assertThat(transport.open).isEmpty();
    assertThat(identified()).isZero();
    // nor does the next one, while the revocation is being written down
    assertThatThrownBy(() -> authenticator.authenticate(ldevid, HERE, TransportKind.COAP))
        .hasMessageContaining("WG-ONB-0008");
    // an IDevID may come: the device may be released
    transport.connect(HERE);
    assertThat(identified()).isEqualTo(1);

    nanos.addAndGet(RecentClosures.BARRED_NANOS);
    authenticator.authenticate(ldevid, HERE, TransportKind.COAP);
  }
}
