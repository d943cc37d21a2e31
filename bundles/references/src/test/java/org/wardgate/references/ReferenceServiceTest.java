package org.wardgate.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationIntent.AdoptChange;
import org.wardgate.api.attestation.AttestationIntent.DropChange;
import org.wardgate.api.attestation.AttestationIntent.TryChange;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.testing.Maker;

class ReferenceServiceTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");
  private static final CorrelationId ID = new CorrelationId("c-1");
  private static final int PATIENCE_SECONDS = 60;

  private final Path directory;
  private final Path kept;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final RecordedReports reports = new RecordedReports();
  private final List<ReferenceService> services = new ArrayList<>();

  ReferenceServiceTest(@TempDir Path directory, @TempDir Path kept) {
    this.directory = directory;
    this.kept = kept;
  }

  private ReferenceService service() {
    ReferenceService service =
        new ReferenceService(
            null,
            Map.of("directory", directory.toString(), "pollSeconds", 1),
            name -> kept,
            () -> Maker.inventory(1, NORVIK.manufacturer()),
            reports,
            Clock.fixed(TestPki.NOW, ZoneOffset.UTC));
    services.add(service);
    return service;
  }

  @AfterEach
  void stop() {
    services.forEach(ReferenceService::deactivate);
  }

  private void listen(ReferenceService service) {
    EventSink sink =
        event -> {
          events.add(event);
          return CompletableFuture.completedFuture(null);
        };
    service.offerTo(() -> Optional.of(sink));
  }

  private ChangeOffered offered() throws InterruptedException {
    Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(ChangeOffered.class);
    return (ChangeOffered) Objects.requireNonNull(event);
  }

  private static AttestationEvent done(CompletionStage<AttestationEvent> of) {
    return of.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private static AdoptChange adopt(Change change) {
    return new AdoptChange(ID, TestPki.NOW, change);
  }

  @Test
  void aFileIsOfferedAdoptedAndInForceAfterARestart() throws Exception {
    Files.write(directory.resolve("a.corim"), NORVIK.corim("np-200", 3, "NP-200").toArray());
    ReferenceService service = service();
    listen(service);
    ChangeOffered offer = offered();
    assertThat(offer.issuer()).isEqualTo("norvik");
    assertThat(service.current().valuesCount()).isZero();
    assertThat(service.candidate(offer.change())).isPresent();
    assertThat(done(service.execute(adopt(offer.change()))))
        .isEqualTo(new AttestationEvent.ChangeSettled(ID, offer.change(), true));
    assertThat(service.inForce()).containsExactly("norvik/np-200 v3");
    service.deactivate();
    // before anything is polled, and without a decision core
    assertThat(service().current().attester(Bytes.ofHex(Maker.UEID + "00"))).isPresent();
  }

  @Test
  void anOfferThatCannotBeSubmittedIsTriedAgain() throws Exception {
    ReferenceService service = service();
    AtomicInteger tries = new AtomicInteger();
    EventSink failing =
        event -> {
          if (tries.incrementAndGet() < 3) {
            return CompletableFuture.failedFuture(new IllegalStateException("full"));
          }
          events.add(event);
          return CompletableFuture.completedFuture(null);
        };
    service.offerTo(() -> Optional.of(failing));
    Change change = service.handIn(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(offered().change()).isEqualTo(change);
    assertThat(tries).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void aNewDecisionCoreIsToldEverything() throws Exception {
    ReferenceService service = service();
    listen(service);
    Change change = service.handIn(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(offered().change()).isEqualTo(change);
    listen(service);
    assertThat(offered().change()).isEqualTo(change);
  }

  @Test
  void aDroppedChangeSettlesAsNotAdopted() throws Exception {
    ReferenceService service = service();
    Change change = service.handIn(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(done(service.execute(new DropChange(ID, TestPki.NOW, change))))
        .isEqualTo(new AttestationEvent.ChangeSettled(ID, change, false));
    assertThat(service.current().valuesCount()).isZero();
  }

  @Test
  void whatWasNotTriedFailsAndIsOfferedAgain() throws Exception {
    ReferenceService service = service();
    listen(service);
    Change change = service.handIn(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(offered().change()).isEqualTo(change);
    assertThat(done(service.execute(adopt(change))))
        .isInstanceOfSatisfying(
            AttestationEvent.ChangeFailed.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("WG-REF-0018"));
    assertThat(offered().change()).isEqualTo(change);
  }

  @Test
  void anErrorDoesNotEndThePolling() throws Exception {
    ReferenceService service = service();
    AtomicInteger tries = new AtomicInteger();
    EventSink sink =
        event -> {
          if (tries.incrementAndGet() < 3) {
            throw new LinkageError("a class is missing");
          }
          events.add(event);
          return CompletableFuture.completedFuture(null);
        };
    service.offerTo(() -> Optional.of(sink));
    Change change = service.handIn(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(offered().change()).isEqualTo(change);
  }

  @Test
  void whatIsUnknownFailsWithACode() {
    ReferenceService service = service();
    Change unknown = new Change(Change.Kind.REFERENCES, "x/y", 1, "00");
    assertThat(done(service.execute(adopt(unknown))))
        .isInstanceOfSatisfying(
            AttestationEvent.ChangeFailed.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("WG-REF-0012"));
    assertThat(done(service.execute(new TryChange(ID, TestPki.NOW, unknown))))
        .isInstanceOf(AttestationEvent.ChangeFailed.class);
    service.deactivate();
    assertThatThrownBy(() -> service.handIn(NORVIK.corim("np-200", 3, "NP-200")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void anotherDirectoryIsLookedIntoWhileItRuns(@TempDir Path other) throws Exception {
    ReferenceService service = service();
    listen(service);
    Files.write(other.resolve("a.corim"), NORVIK.corim("np-200", 3, "NP-200").toArray());
    service.updated(Map.of("directory", other.toString(), "pollSeconds", 3_600));
    assertThat(offered().change().version()).isEqualTo(3);
  }

  @Test
  void whatIsRefusedKeepsTheDirectoryInForce() throws Exception {
    ReferenceService service = service();
    listen(service);
    service.updated(Map.of("directory", "/x\0", "urls", "http://a.example/x", "pollSeconds", 0));
    assertThat(reports.properties()).containsExactly("directory", "urls", "pollSeconds");
    Files.write(directory.resolve("a.corim"), NORVIK.corim("np-200", 3, "NP-200").toArray());
    assertThat(offered().change().version()).isEqualTo(3);
  }

  @Test
  void theSameTwiceDoesNothing() {
    service().updated(Map.of("directory", directory.toString(), "pollSeconds", "1"));
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void aFreshGatewayWatchesItsInbox() {
    assertThat(ReferencesSettings.of(Map.of(), () -> kept).value().directory()).contains(kept);
  }

  /** Files that are missing in another directory would be taken for withdrawn. */
  @Test
  void insteadOfADirectoryThatIsRefusedNoneIsWatched() {
    assertThat(ReferencesSettings.of(Map.of("directory", 7), () -> kept).value().directory())
        .isEmpty();
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    Map<String, Object> values = new HashMap<>();
    HostileSettings.survive(
        ReferencesConfiguration.class,
        given -> {
          values.putAll(given);
          Parsed<ReferencesSettings> parsed = ReferencesSettings.of(given, () -> kept);
          return parsed.map(
              now ->
                  new ReferencesSettings(
                      Optional.empty(),
                      now.urls(),
                      now.tlsAnchorsFile(),
                      now.pollSeconds(),
                      now.fetchSeconds()));
        });
    assertThat(values).hasSize(5);
  }

  @Test
  void intervalsAndAddressesOutOfRangeAreRefused() {
    for (Object seconds : List.of(0, 3_601, "often")) {
      HostileSettings.refuses(
          given -> ReferencesSettings.of(given, () -> kept), "pollSeconds", seconds);
    }
    for (Object seconds : List.of(59, 604_801, 1.5)) {
      HostileSettings.refuses(
          given -> ReferencesSettings.of(given, () -> kept), "fetchSeconds", seconds);
    }
    HostileSettings.refuses(
        given -> ReferencesSettings.of(given, () -> kept),
        "urls",
        Collections.nCopies(101, "https://a.example/x"));
  }
}
