package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

class MudUrlSubmissionTest {
  private static final String URL = "https://acme.example/pump.json";
  private static final int JSON = 50;

  private final List<Event> events = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final MudUrlSubmission submission = new MudUrlSubmission(this::submit, nanos::get);
  private CompletionStage<Void> outcome = CompletableFuture.completedFuture(null);

  private CompletionStage<Void> submit(Event event) {
    events.add(event);
    return outcome;
  }

  @Test
  void reportsWhatTheDeviceHandsIn() {
    assertThat(post(0, URL).code()).isEqualTo(ResponseCode.CHANGED);

    MudUrlOffered offered = (MudUrlOffered) events.get(0);
    assertThat(offered.device()).isEqualTo(TestWard.PUMP);
    assertThat(offered.mudUrl()).isEqualTo(URL);
    assertThat(submission.linkAttributes()).containsEntry("rt", "mud.url-register");
  }

  @Test
  void repetitionsAreNoNewsForAWhile() {
    for (int i = 0; i < 10; i++) {
      assertThat(post(0, URL).code()).isEqualTo(ResponseCode.CHANGED);
    }
    assertThat(events).hasSize(1);
    nanos.addAndGet(MudUrlOffers.REPEAT_NANOS);

    post(0, URL);
    assertThat(events).hasSize(2);
  }

  @Test
  void aDeviceThatKeepsChangingItsMindHasToWait() {
    for (int i = 0; i < MudUrlOffers.CHANGES_MAX_COUNT; i++) {
      assertThat(post(0, URL + i).code()).isEqualTo(ResponseCode.CHANGED);
    }

    Response response = post(0, URL);

    assertThat(response.code()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
    assertThat(response.maxAgeSeconds()).hasValue(60);
    assertThat(events).hasSize(MudUrlOffers.CHANGES_MAX_COUNT);
  }

  @Test
  void refusesWhatIsNoUrl() {
    Response response = post(0, "http://acme.example/");

    assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(new String(response.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith("WG-ONB-0012");
    assertThat(post(JSON, URL).code()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
    assertThat(events).isEmpty();
  }

  @Test
  void whatWasNotRecordedMayBeSaidAgain() {
    outcome =
        CompletableFuture.failedFuture(
            new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "the journal is full"));
    assertThat(post(0, URL).code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    outcome = CompletableFuture.completedFuture(null);

    assertThat(post(0, URL).code()).isEqualTo(ResponseCode.CHANGED);
    assertThat(events).hasSize(2);
  }

  private Response post(int format, String text) {
    return submission
        .handle(
            TestWard.post(
                TestWard.PUMP,
                format,
                OptionalInt.empty(),
                Bytes.of(text.getBytes(StandardCharsets.UTF_8))))
        .toCompletableFuture()
        .join();
  }
}
