package org.wardgate.platform.kura.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.message.KuraPayload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.platform.kura.fake.FakePublisher;

class PublisherLinkTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Bytes MESSAGE = Bytes.of(new byte[] {1, 2, 3});

  private long nanos = -5;
  private LinkSettings settings = new LinkSettings(LinkSettings.NOBODY, 60, 4);
  private final FakePublisher publisher = new FakePublisher();
  private final PublisherLink link =
      new PublisherLink("g1", () -> settings, Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos);

  private CompletableFuture<Void> publish() {
    return link.publish("journal", MESSAGE).toCompletableFuture();
  }

  private static void assertFailed(CompletableFuture<Void> result, String code) {
    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join).hasMessageContaining(code);
  }

  @Test
  void withoutAPublisherItIsThereButNotConnected() {
    assertThat(link.connected()).isFalse();
    assertFailed(publish(), "WG-PLAT-0002");
  }

  @Test
  void theMessageIsTheBodyAndTheTopicMetricAndProperty() {
    link.appeared(publisher);
    assertThat(publish()).isNotDone();
    KuraPayload payload = publisher.published.get(0).getPayload();
    assertThat(payload.getBody()).isEqualTo(new byte[] {1, 2, 3});
    assertThat(payload.getMetric("topic")).isEqualTo("journal");
    assertThat(payload.getMetric("gateway")).isEqualTo("g1");
    assertThat(payload.getTimestamp()).isEqualTo(NOW);
    assertThat(publisher.published.get(0).getProperties()).containsEntry("topic", "journal");
  }

  @Test
  void onlyAConfirmedMessageCounts() {
    link.appeared(publisher);
    CompletableFuture<Void> result = publish();
    assertThat(result).isNotDone();
    publisher.confirm("id-1");
    assertThat(result).isCompleted();
    publisher.confirm("id-1");
  }

  @Test
  void confirmationsComeInAnyOrderAndOfUnknownIds() {
    link.appeared(publisher);
    CompletableFuture<Void> first = publish();
    CompletableFuture<Void> second = publish();
    publisher.confirm("unknown");
    publisher.confirm("");
    publisher.confirm("id-2");
    assertThat(first).isNotDone();
    assertThat(second).isCompleted();
    publisher.confirm("id-1");
    assertThat(first).isCompleted();
  }

  @Test
  void aConfirmationMayComeBeforePublishingReturns() {
    link.appeared(publisher);
    publisher.behave(
        message -> {
          publisher.confirm("early");
          return "early";
        });
    assertThat(publish()).isCompleted();
    publisher.behave(message -> "early");
    assertThat(publish()).isNotDone();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "")
  void aPublisherWithoutIdsIsNotBelieved(@Nullable String id) {
    link.appeared(publisher);
    publisher.behave(message -> id);
    assertFailed(publish(), "WG-PLAT-0009");
    assertFailed(publish(), "WG-PLAT-0009");
  }

  @Test
  void aPublisherThatThrowsFailsTheMessageAlone() {
    link.appeared(publisher);
    publisher.behave(
        message -> {
          throw KuraException.internalError("store full");
        });
    assertFailed(publish(), "WG-PLAT-0002");
    publisher.behave(
        message -> {
          throw new IllegalStateException("not configured");
        });
    assertFailed(publish(), "not configured");
    publisher.behave(message -> "x");
    CompletableFuture<Void> result = publish();
    publisher.confirm("x");
    assertThat(result).isCompleted();
  }

  @Test
  void whatIsNeverConfirmedFailsInTime() {
    link.appeared(publisher);
    CompletableFuture<Void> first = publish();
    nanos += TimeUnit.SECONDS.toNanos(59);
    CompletableFuture<Void> second = publish();
    link.expire();
    assertThat(first).isNotDone();
    nanos += TimeUnit.SECONDS.toNanos(1);
    link.expire();
    assertFailed(first, "WG-PLAT-0002");
    assertThat(second).isNotDone();
    publisher.confirm("id-1");
    publisher.confirm("id-2");
    assertThat(second).isCompleted();
  }

  @Test
  void outstandingMessagesAreBounded() {
    link.appeared(publisher);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(publish());
    }
    assertFailed(all.get(4), "WG-PLAT-0006");
    assertThat(publisher.published).hasSize(4);
    publisher.confirm("id-3");
    assertThat(publish()).isNotDone();
    settings = new LinkSettings(LinkSettings.NOBODY, 60, 1);
    assertFailed(publish(), "WG-PLAT-0006");
  }

  @Test
  void aDisconnectedPublisherFailsAtOnce() {
    link.appeared(publisher);
    assertThat(link.connected()).isTrue();
    publisher.lose();
    assertThat(link.connected()).isFalse();
    assertFailed(publish(), "WG-PLAT-0002");
    publisher.connect();
    assertThat(publish()).isNotDone();
    publisher.disconnect();
    assertFailed(publish(), "WG-PLAT-0002");
    assertThat(publisher.published).hasSize(1);
  }

  @Test
  void whatIsOutstandingFailsWhenThePublisherGoes() {
    link.appeared(publisher);
    CompletableFuture<Void> result = publish();
    link.vanished(publisher);
    assertFailed(result, "WG-PLAT-0002");
    assertThat(publisher.listenersCount()).isZero();
    assertThat(link.connected()).isFalse();
    publisher.confirm("id-1");
  }

  @Test
  void ofTwoPublishersTheLaterOneCounts() {
    link.appeared(publisher);
    CompletableFuture<Void> old = publish();
    FakePublisher other = new FakePublisher();
    link.appeared(other);
    assertFailed(old, "WG-PLAT-0002");
    link.vanished(publisher);
    CompletableFuture<Void> result = publish();
    publisher.confirm("id-1");
    assertThat(result).isNotDone();
    other.confirm("id-1");
    assertThat(result).isCompleted();
  }

  @Test
  void anIdGivenTwiceFailsTheEarlierMessage() {
    link.appeared(publisher);
    publisher.behave(message -> "same");
    CompletableFuture<Void> first = publish();
    CompletableFuture<Void> second = publish();
    assertFailed(first, "WG-PLAT-0009");
    publisher.confirm("same");
    assertThat(second).isCompleted();
  }

  @Test
  void aPublisherThatGoesInTheMiddleFailsTheMessage() {
    link.appeared(publisher);
    publisher.behave(
        message -> {
          link.vanished(publisher);
          return "late";
        });
    assertFailed(publish(), "WG-PLAT-0002");
  }

  @Test
  void aMessageThatIsTooLargeIsRefused() {
    link.appeared(publisher);
    Bytes huge = Bytes.of(new byte[CloudLink.MESSAGE_MAX_BYTES + 1]);
    assertFailed(link.publish("journal", huge).toCompletableFuture(), "WG-PLAT-0005");
    assertThat(publisher.published).isEmpty();
  }

  @Test
  void closingFailsWhatIsOutstanding() {
    link.appeared(publisher);
    CompletableFuture<Void> result = publish();
    link.close();
    assertFailed(result, "WG-PLAT-0002");
  }
}
