package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class InventoryServiceTest {
  private static final Hospital HOSPITAL = new Hospital("General");

  private Path directory = Path.of("");
  private @Nullable InventoryService service;

  /** Remembers events; fails the first one when told to. */
  private static final class Sink implements EventSink {
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final AtomicBoolean failOnce = new AtomicBoolean();
    final AtomicBoolean holds = new AtomicBoolean();

    @Override
    public CompletionStage<Void> submit(Event event) {
      events.add(event);
      if (holds.get()) {
        return CompletableFuture.failedFuture(new RefusedException(InventoryErrors.HELD, "many"));
      }
      return failOnce.getAndSet(false)
          ? CompletableFuture.failedFuture(
              new RefusedException(InventoryErrors.NOT_KEPT, "the journal is full"))
          : CompletableFuture.completedFuture(null);
    }

    long nextVersion() throws InterruptedException {
      Event event = events.poll(60, TimeUnit.SECONDS);
      assertThat(event).isInstanceOf(InventoryChanged.class);
      return event instanceof InventoryChanged changed ? changed.snapshot().version() : -1;
    }
  }

  private final RecordedReports reports = new RecordedReports();

  private static Map<String, Object> values(InventorySource source, Object pollSeconds) {
    return Map.of(
        "inventoryFile", source.inventory().toString(),
        "signatureFile", source.signature().toString(),
        "anchorsFile", source.anchors().toString(),
        "pollSeconds", pollSeconds);
  }

  private InventoryService start(long version) throws IOException {
    InventorySource source =
        HOSPITAL.publish(directory.resolve("in"), new Example(version).toString());
    Path data = Files.createDirectories(directory.resolve("data"));
    InventoryService started =
        new InventoryService(
            null, values(source, 1), data, reports, Clock.fixed(Hospital.NOW, ZoneOffset.UTC));
    service = started;
    return started;
  }

  @BeforeEach
  void inside(@TempDir Path temporary) {
    directory = temporary;
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.deactivate();
    }
  }

  @Test
  void knowsTheInventoryAsSoonAsItIsActive() throws IOException {
    assertThat(start(3).current().version()).isEqualTo(3);
  }

  @Test
  void tellsALateDecisionCoreAndEveryChange() throws IOException, InterruptedException {
    InventoryService started = start(3);
    Sink sink = new Sink();
    started.tell(() -> Optional.of(sink));
    assertThat(sink.nextVersion()).isEqualTo(3);
    HOSPITAL.publish(directory.resolve("in"), new Example(4).toString());
    assertThat(sink.nextVersion()).isEqualTo(4);
    inForce(started, 4);
    started.tell(Optional::empty);
  }

  private static void inForce(InventoryService service, long version) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (service.current().version() != version && System.nanoTime() < patience) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(service.current().version()).isEqualTo(version);
  }

  @Test
  void anInventoryThatIsHeldIsServedToNobodyUntilItIsTakenOver()
      throws IOException, InterruptedException {
    InventoryService started = start(3);
    Sink sink = new Sink();
    started.tell(() -> Optional.of(sink));
    assertThat(sink.nextVersion()).isEqualTo(3);
    sink.holds.set(true);
    HOSPITAL.publish(directory.resolve("in"), new Example(4).toString());
    for (int i = 0; i < 3; i++) {
      assertThat(sink.nextVersion()).isEqualTo(4); // asked again and again
      assertThat(started.current().version()).isEqualTo(3);
    }
    started.deactivate();
    InventoryService restarted = start(4);
    assertThat(restarted.current().version()).isEqualTo(3);
    sink.holds.set(false);
    restarted.tell(() -> Optional.of(sink));
    inForce(restarted, 4);
  }

  @Test
  void tellsAgainWhatWasNotTakenOver() throws IOException, InterruptedException {
    InventoryService started = start(3);
    Sink sink = new Sink();
    sink.failOnce.set(true);
    started.tell(() -> Optional.of(sink));
    assertThat(sink.nextVersion()).isEqualTo(3);
    assertThat(sink.nextVersion()).isEqualTo(3);
  }

  @Test
  void otherFilesAreReadWhileItRuns() throws IOException {
    InventoryService started = start(3);
    Sink sink = new Sink();
    started.tell(() -> Optional.of(sink));
    InventorySource other = HOSPITAL.publish(directory.resolve("other"), new Example(5).toString());
    started.updated(values(other, 3_600));
    inForce(started, 5);
    started.updated(values(other, 1)); // an interval of an hour must not delay the shorter one
    HOSPITAL.publish(directory.resolve("other"), new Example(6).toString());
    inForce(started, 6);
  }

  @Test
  void whatIsRefusedKeepsTheFilesInForce() throws IOException {
    InventoryService started = start(3);
    started.updated(
        Map.of("inventoryFile", "/elsewhere\0", "anchorsFile", "/elsewhere", "pollSeconds", 0));
    assertThat(reports.properties()).containsExactly("inventoryFile", "pollSeconds");
    Sink sink = new Sink();
    started.tell(() -> Optional.of(sink));
    HOSPITAL.publish(directory.resolve("in"), new Example(4).toString());
    inForce(started, 4);
  }

  @Test
  void theSameTwiceDoesNothing() throws IOException {
    InventoryService started = start(3);
    InventorySource source = HOSPITAL.publish(directory.resolve("in"), new Example(3).toString());
    started.updated(values(source, 1L));
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void aFreshGatewayNeedsNoValues() {
    InventoryService started =
        new InventoryService(
            null, Map.of(), directory, reports, Clock.fixed(Hospital.NOW, ZoneOffset.UTC));
    service = started;
    assertThat(started.current().version()).isZero();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(
        InventoryConfiguration.class, values -> InventorySettings.of(values, directory));
  }

  @Test
  void pollIntervalsOutOfRangeAreRefused() {
    for (Object seconds : List.of(-1, 0, 3_601, "soon", 1.5)) {
      HostileSettings.refuses(
          values -> InventorySettings.of(values, directory), "pollSeconds", seconds);
    }
  }
}
