package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.Event;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.api.transport.TransportKind;

class MudUrlInquiryTest {
  private static final String URL = "https://acme.example/pump.json";

  private final List<Event> events = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final FakeChannel device = new FakeChannel();
  private final LiveSessions sessions = new LiveSessions();
  private final MudUrlInquiry inquiry =
      new MudUrlInquiry(this::submit, sessions, Clock.systemUTC(), nanos::get);

  private CompletionStage<Void> submit(Event event) {
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  @BeforeEach
  void connect() {
    sessions.bindChannels(device);
  }

  private List<String> offered() {
    return events.stream().map(event -> ((MudUrlOffered) event).mudUrl()).toList();
  }

  @Test
  void asksTheWellKnownResource() {
    device.serve(".well-known/mud-url", 0, URL);

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(offered()).containsExactly(URL);
    assertThat(((MudUrlOffered) events.get(0)).device()).isEqualTo(TestWard.PUMP);
    assertThat(device.asked).containsExactly(".well-known/mud-url");
  }

  @Test
  void asksTheOlderName() {
    device.serve(".well-known/mud", 0, URL);

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(offered()).containsExactly(URL);
  }

  @Test
  void followsALink() {
    device.serve(".well-known/core", 40, "</sensors>;rt=x,</about/mud>;rel=mud-url;ct=0");
    device.serve("about/mud", 0, URL);

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(offered()).containsExactly(URL);
    assertThat(device.asked)
        .containsExactly(".well-known/mud-url", ".well-known/mud", ".well-known/core", "about/mud");
  }

  @Test
  void takesTheUrlOfALinkToTheFile() {
    device.serve(".well-known/core", 40, "<" + URL + ">;rel=mud-file");

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(offered()).containsExactly(URL);
  }

  @Test
  void goesOnAfterAnAnswerThatIsNoUrl() {
    device.serve(".well-known/mud-url", 0, "http://acme.example/pump.json");
    device.fail(".well-known/mud", TransportErrors.ANSWER_TOO_LARGE); // the file itself, perhaps
    device.serve(".well-known/core", 42, "</mud>;rel=mud-url");

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(offered()).isEmpty();
    assertThat(device.asked).hasSize(3);
  }

  @Test
  void doesNotAskOnWhoDoesNotAnswer() {
    device.fail(".well-known/mud-url", TransportErrors.NO_ANSWER);

    inquiry.established(TestWard.peer(TestWard.PUMP));

    assertThat(events).isEmpty();
    assertThat(device.asked).hasSize(1);
  }

  @Test
  void asksOnlyDevicesWhoseIdevidHasNone() {
    inquiry.established(peer(PeerIdentity.Kind.IDEVID, Optional.of("https://x.example/")));
    inquiry.established(peer(PeerIdentity.Kind.LDEVID, Optional.empty()));

    assertThat(device.asked).isEmpty();
  }

  @Test
  void asksDevicesThatCameWithoutACertificate() {
    inquiry.established(peer(PeerIdentity.Kind.SHARED_KEY, Optional.of("https://x.example/")));
    assertThat(device.asked).isEmpty();
    inquiry.established(peer(PeerIdentity.Kind.SHARED_KEY, Optional.empty()));

    assertThat(device.asked).isNotEmpty();
  }

  @Test
  void asksADeviceOnlyNowAndThen() {
    for (int i = 0; i < 5; i++) {
      inquiry.established(TestWard.peer(TestWard.PUMP));
    }
    assertThat(device.asked).hasSize(3);
    nanos.addAndGet(MudUrlInquiry.QUESTION_PERIOD_NANOS);

    inquiry.established(TestWard.peer(TestWard.PUMP));
    assertThat(device.asked).hasSize(6);
  }

  @Test
  void asksSoManyAtATime() {
    CompletableFuture<Response> never = new CompletableFuture<>();
    device.pend(".well-known/mud-url", never);
    for (int i = 0; i < MudUrlInquiry.QUESTIONS_MAX_COUNT + 10; i++) {
      nanos.addAndGet(MudUrlInquiry.QUESTION_PERIOD_NANOS);
      inquiry.established(TestWard.peer(TestWard.PUMP));
    }

    assertThat(device.asked).hasSize(MudUrlInquiry.QUESTIONS_MAX_COUNT);
  }

  @Test
  void withoutATransportNobodyIsAsked() {
    sessions.unbindChannels(device);

    inquiry.established(TestWard.peer(TestWard.PUMP));
    inquiry.closed(TestWard.peer(TestWard.PUMP));

    assertThat(device.asked).isEmpty();
  }

  private static Peer peer(PeerIdentity.Kind kind, Optional<String> mudUrl) {
    Peer any = TestWard.peer(TestWard.PUMP);
    return new Peer(
        new PeerIdentity(kind, TestWard.PUMP, Bytes.EMPTY.sha256(), mudUrl),
        TransportKind.COAP,
        any.address(),
        any.port(),
        "s");
  }
}
