package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationNotTaken;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationTaken;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.DeliverConfiguration;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;

class ConfigurationDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Bytes CONTENT = Bytes.of("{\"rate\":5}".getBytes(StandardCharsets.UTF_8));

  private final List<Event> events = new ArrayList<>();
  private final List<Runnable> timers = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final LiveSessions sessions = new LiveSessions();
  private final FakeChannel device = new FakeChannel();
  private boolean recording = true;
  private final ConfigurationDesk desk =
      new ConfigurationDesk(
          sessions,
          Clock.fixed(NOW, ZoneOffset.UTC),
          delay -> {
            delays.add(delay);
            return timers::add;
          },
          this::submit);

  private CompletionStage<Void> submit(Event event) {
    if (!recording) {
      return CompletableFuture.failedFuture(
          new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full"));
    }
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  private void deliver(DeviceId to, String mediaType, Bytes content) {
    desk.execute(
        new DeliverConfiguration(
            new CorrelationId("c-" + to), NOW.plusSeconds(60), to, mediaType, content));
  }

  private void deliver() {
    deliver(TestWard.PUMP, "application/json", CONTENT);
  }

  private Response get(DeviceId from, OptionalInt accept) {
    return TestDesk.join(desk.handle(request(from, accept)));
  }

  private static BoundedRequest request(DeviceId from, OptionalInt accept) {
    return TestWard.post(from, 0, accept, Bytes.EMPTY);
  }

  /** A device that gets all of what it asks for. */
  private Response fetch(DeviceId from, OptionalInt accept) {
    BoundedRequest request = request(from, accept);
    Response response = TestDesk.join(desk.handle(request));
    desk.delivered(request, response);
    return response;
  }

  private void assertTaken() {
    assertThat(events)
        .containsExactly(
            new ConfigurationTaken(new CorrelationId("c-pump-1"), TestWard.PUMP, CONTENT.sha256()));
  }

  private void assertNotTaken() {
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ConfigurationNotTaken.class,
            event ->
                assertThat(event.problem().code())
                    .isEqualTo(OnboardingErrors.CONFIGURATION_NOT_TAKEN.code()));
  }

  @Test
  void isFetchedByItsDeviceAlone() {
    deliver();

    assertThat(get(TestWard.MONITOR, OptionalInt.empty()).code()).isEqualTo(ResponseCode.NOT_FOUND);
    assertThat(events).isEmpty();
    assertThat(fetch(TestWard.PUMP, OptionalInt.empty())).isEqualTo(Response.content(50, CONTENT));
    assertTaken();
  }

  @Test
  void mayBeFetchedAgainAndIsReportedOnce() {
    deliver();
    fetch(TestWard.PUMP, OptionalInt.of(50));
    assertThat(fetch(TestWard.PUMP, OptionalInt.of(50)).code()).isEqualTo(ResponseCode.CONTENT);
    timers.get(0).run();

    assertTaken();
    assertThat(get(TestWard.PUMP, OptionalInt.empty()).code()).isEqualTo(ResponseCode.NOT_FOUND);
  }

  @Test
  void isSentOverTheSessionThereIs() {
    sessions.bindChannels(device);
    device.pend(
        ConfigurationDesk.PATH,
        CompletableFuture.completedFuture(Response.empty(ResponseCode.CHANGED)));
    deliver();

    assertThat(device.posted).containsExactly(CONTENT);
    assertTaken();
  }

  @Test
  void isSentOverTheNextSession() {
    deliver();
    assertThat(device.posted).isEmpty();
    sessions.bindChannels(device);
    device.pend(
        ConfigurationDesk.PATH,
        CompletableFuture.completedFuture(Response.empty(ResponseCode.CHANGED)));
    desk.established(TestWard.peer(TestWard.MONITOR));
    desk.established(TestWard.peer(TestWard.PUMP));
    desk.established(TestWard.peer(TestWard.PUMP));

    assertThat(device.posted).hasSize(1);
    assertTaken();
  }

  @Test
  void isNotSentTwiceAtATime() {
    sessions.bindChannels(device);
    device.pend(ConfigurationDesk.PATH, new CompletableFuture<>());
    deliver();
    desk.established(TestWard.peer(TestWard.PUMP));

    assertThat(device.posted).hasSize(1);
    assertThat(events).isEmpty();
  }

  @Test
  void aDeviceThatRefusesOrDoesNotAnswerHasNotTakenIt() {
    sessions.bindChannels(device);
    deliver(); // 4.04
    device.fail(ConfigurationDesk.PATH, TransportErrors.NO_ANSWER);
    desk.established(TestWard.peer(TestWard.PUMP));
    assertThat(device.posted).hasSize(2);
    assertThat(events).isEmpty();
    timers.get(0).run();

    assertNotTaken();
  }

  @Test
  void theLargestIsSentToo() {
    sessions.bindChannels(device);
    Bytes large = Bytes.of(new byte[ConfigurationDesk.CONTENT_MAX_BYTES]);
    deliver(TestWard.PUMP, "application/x-own", large);

    assertThat(device.posted).containsExactly(large);
    assertThat(get(TestWard.PUMP, OptionalInt.of(42))).isEqualTo(Response.content(42, large));
  }

  @Test
  void whatWasNotFetchedToItsEndIsNotTaken() {
    deliver();
    get(TestWard.PUMP, OptionalInt.empty());
    assertThat(events).isEmpty();
    timers.get(0).run();

    assertNotTaken();
  }

  @Test
  void whatWasReplacedWhileItWasFetchedIsNotTaken() {
    deliver(TestWard.PUMP, "text/plain", Bytes.ofHex("00"));
    BoundedRequest request = request(TestWard.PUMP, OptionalInt.empty());
    Response old = TestDesk.join(desk.handle(request));
    deliver();
    desk.delivered(request, old);

    assertThat(events).isEmpty();
  }

  @Test
  void whatIsTooLargeAtAllIsNotTaken() {
    deliver(
        TestWard.PUMP, "text/plain", Bytes.of(new byte[ConfigurationDesk.CONTENT_MAX_BYTES + 1]));

    assertNotTaken();
    assertThat(get(TestWard.PUMP, OptionalInt.empty()).code()).isEqualTo(ResponseCode.NOT_FOUND);
  }

  @Test
  void soManyAreOnOfferAndNoMore() {
    for (int i = 0; i < ConfigurationOffers.OFFERS_MAX_COUNT; i++) {
      deliver(new DeviceId("device-" + i), "text/plain", CONTENT);
    }
    assertThat(events).isEmpty();
    deliver(new DeviceId("device-5"), "text/plain", CONTENT); // in place of its own
    assertThat(events).isEmpty();
    deliver();

    assertNotTaken();
  }

  @Test
  void anotherTakesThePlaceOfTheOneBefore() {
    deliver(TestWard.PUMP, "text/plain", Bytes.ofHex("00"));
    desk.execute(
        new DeliverConfiguration(
            new CorrelationId("c-second"), NOW.plusSeconds(60), TestWard.PUMP, "", CONTENT));
    timers.get(0).run(); // the first one's
    assertThat(events).isEmpty();

    assertThat(get(TestWard.PUMP, OptionalInt.empty()).payload()).isEqualTo(CONTENT);
  }

  @Test
  void refusesOtherFormatsAndDoesNotCountThem() {
    deliver();

    assertThat(get(TestWard.PUMP, OptionalInt.of(60)).code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    assertThat(events).isEmpty();
  }

  @Test
  void whatCouldNotBeRecordedIsTriedAgain() {
    deliver();
    recording = false;
    fetch(TestWard.PUMP, OptionalInt.empty());
    recording = true;
    fetch(TestWard.PUMP, OptionalInt.empty());

    assertTaken();
  }

  @Test
  void clockSetTo1970AndTo2100OffersNothingForEver() {
    for (String deadline : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
      desk.execute(
          new DeliverConfiguration(
              new CorrelationId("c"), Instant.parse(deadline), TestWard.PUMP, "", CONTENT));
    }

    assertThat(delays).containsExactly(Duration.ZERO, ConfigurationDesk.OFFERED_MAX);
  }

  @Test
  void takesNothingElse() {
    OnboardingIntent other =
        new OnboardingIntent.CloseSessions(new CorrelationId("c"), NOW, TestWard.PUMP);

    assertThat(desk.takes(other)).isFalse();
    assertThatThrownBy(() -> desk.execute(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offersNothingAfterItsEnd() {
    deliver();
    desk.deactivate();

    assertThat(get(TestWard.PUMP, OptionalInt.empty()).code()).isEqualTo(ResponseCode.NOT_FOUND);
  }
}
