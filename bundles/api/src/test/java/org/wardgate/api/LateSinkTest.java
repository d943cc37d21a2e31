package org.wardgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LateSinkTest {
  private static final EventSink FIRST = event -> CompletableFuture.completedFuture(null);
  private static final EventSink SECOND = event -> CompletableFuture.completedFuture(null);

  private final LateSink late = new LateSink();
  private final List<String> fetched = new ArrayList<>();

  private Supplier<Optional<EventSink>> appeared(String reference, EventSink sink) {
    return late.appeared(
        reference,
        () -> {
          fetched.add(reference);
          return sink;
        });
  }

  @Test
  void itIsNotFetchedBeforeItIsAskedForAndThenOnce() {
    Supplier<Optional<EventSink>> sink = appeared("first", FIRST);
    assertThat(fetched).isEmpty();
    assertThat(sink.get()).containsSame(FIRST);
    assertThat(sink.get()).containsSame(FIRST);
    assertThat(fetched).containsExactly("first");
  }

  @Test
  void afterItHasGoneThereIsNone() {
    Supplier<Optional<EventSink>> sink = appeared("first", FIRST);
    assertThat(sink.get()).isPresent();
    late.vanished("first");
    assertThat(sink.get()).isEmpty();
  }

  @Test
  void oneThatHasGoneIsNotFetched() {
    Supplier<Optional<EventSink>> sink = appeared("first", FIRST);
    late.vanished("first");
    assertThat(sink.get()).isEmpty();
    assertThat(fetched).isEmpty();
  }

  @Test
  void oneThatTakesItsPlaceStaysWhenTheOtherGoes() {
    Supplier<Optional<EventSink>> before = appeared("first", FIRST);
    Supplier<Optional<EventSink>> after = appeared("second", SECOND);
    late.vanished("first");
    assertThat(before.get()).isEmpty();
    assertThat(after.get()).containsSame(SECOND);
  }

  @Test
  void whatTheFrameworkDoesNotGiveIsAskedForAgain() {
    List<EventSink> given = new ArrayList<>();
    Supplier<Optional<EventSink>> sink =
        late.appeared("first", () -> given.isEmpty() ? null : given.get(0));
    assertThat(sink.get()).isEmpty();
    given.add(FIRST);
    assertThat(sink.get()).containsSame(FIRST);
  }

  @Test
  void anUnknownOneThatGoesChangesNothing() {
    late.vanished("first");
    Supplier<Optional<EventSink>> sink = appeared("first", FIRST);
    late.vanished("second");
    assertThat(sink.get()).isPresent();
  }
}
