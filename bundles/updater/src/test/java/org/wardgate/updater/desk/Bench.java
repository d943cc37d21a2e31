package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.osgi.framework.Version;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateEvent.StepTaken;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.updater.UpdaterSettings;
import org.wardgate.updater.files.PropertyFile;
import org.wardgate.updater.testing.Release;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

/** A desk with a signer, a clock, a journal, and an installer played by the test. */
final class Bench implements AutoCloseable {
  static final String ALICE = "operator:alice";
  static final String BOB = "operator:bob";
  static final Release RELEASE = Release.of(Profile.CODE_SIGNER);
  static final TestPackage NEXT =
      TestPackage.of("2.0.0", TestBundle.of("org.wardgate.api", "2.0.0"));

  final Path directory;
  final List<StepTaken> journal = new ArrayList<>();
  Instant now = Release.NOW;
  int approvalsMin = 1;
  Updating.Trial trial = contents -> {};
  Updating.Readiness installer = () -> {};
  Intake.Room room = new Intake.Disk(0);
  Set<String> probesOffered = Set.of("join", "transport");
  List<String> probesMin = List.of("join", "transport");
  boolean journalThere = true;
  boolean journalFails;
  private final AtomicLong nanos = new AtomicLong();
  private Updating updating;
  private int steps;

  Bench(Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("anchors.pem"), RELEASE.pem());
    this.updating = open();
  }

  private Updating open() throws IOException {
    return new Updating(
        new Updating.Parts(
            directory.resolve("updates"),
            () -> directory.resolve("anchors.pem"),
            this::settings,
            () -> journalThere ? Optional.of(sink()) : Optional.empty(),
            contents -> trial.check(contents),
            () -> installer.require(),
            () -> probesOffered,
            new Version(1, 0, 0),
            0,
            new TestClock(),
            nanos::get),
        new Intake.Room() {
          @Override
          public java.io.OutputStream open(Path file) throws IOException {
            return room.open(file);
          }

          @Override
          public void check(Path folder) throws IOException {
            room.check(folder);
          }
        });
  }

  private UpdaterSettings settings() {
    return new UpdaterSettings(
        Optional.empty(),
        approvalsMin,
        1,
        List.of(),
        Optional.empty(),
        1_000_000,
        60,
        60,
        probesMin);
  }

  private EventSink sink() {
    return new EventSink() {
      @Override
      public CompletionStage<Void> submit(Event event) {
        if (journalFails) {
          throw new IllegalStateException("as the test says");
        }
        journal.add((StepTaken) event);
        return CompletableFuture.completedFuture(null);
      }
    };
  }

  /** The process ends without a word and begins again. */
  void restart() throws IOException {
    updating.close();
    updating = open();
  }

  UpdateDesk desk() {
    return updating.desk();
  }

  /** Time passes enough for everything that is polled. */
  void look() {
    nanos.addAndGet(3_600_000_000_000L);
    updating.look();
  }

  /** The next look, before anything else is due. */
  void lookAtOnce() {
    updating.look();
  }

  /** Other anchors, by which nothing signed so far is good. */
  void forgetTheAnchor() throws IOException {
    Files.writeString(directory.resolve("anchors.pem"), Release.of(Profile.CODE_SIGNER).pem());
  }

  UpdateView handIn(TestPackage update, String operator) throws RefusedException {
    byte[] bytes = update.bytes();
    String id = desk().expect(RELEASE.sign(bytes), operator);
    return desk().take(id, new ByteArrayInputStream(bytes), operator);
  }

  /** The installer took a step. */
  void installer(String id, UpdateState state, String code) throws IOException {
    Map<String, String> step = new HashMap<>();
    step.put("id", id);
    step.put("number", Integer.toString(++steps));
    step.put("version", "2.0.0");
    step.put("from", "1.0.0");
    step.put("state", state.name());
    step.put("code", code);
    step.put("detail", "as the test says");
    step.put("at", now.toString());
    PropertyFile.write(
        updates().resolve("steps").resolve(String.format("%020d.properties", steps)), step);
  }

  void phase(String phase) throws IOException {
    PropertyFile.write(updates().resolve("state.properties"), Map.of("phase", phase));
  }

  /** The installer took the request and is done with it. */
  void requestTaken() throws IOException {
    Files.deleteIfExists(request());
    phase("IDLE");
  }

  void counts(String id, String version) throws IOException {
    PropertyFile.write(
        updates().resolve("sets/current.properties"), Map.of("id", id, "version", version));
    PropertyFile.write(updates().resolve("committed.properties"), Map.of("version", version));
  }

  Path updates() {
    return directory.resolve("updates");
  }

  Path request() {
    return updates().resolve("request.properties");
  }

  List<String> journaled() {
    return journal.stream().map(step -> step.state() + " " + step.operator()).toList();
  }

  static void assertRefused(String code, String why, ThrowingCallable action) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, action);
    assertThat(refused).as(code).isNotNull();
    assertThat(refused.errorCode().code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused.detail()).contains(why);
  }

  /** Nothing is asked for, nothing is staged, no package lies about. */
  void assertTheOldSetRuns() throws IOException {
    assertThat(request()).doesNotExist();
    assertThat(updates().resolve("staged")).isEmptyDirectory();
    try (var files = Files.walk(updates())) {
      assertThat(files.filter(file -> file.toString().matches(".*\\.(dp|part|tmp)"))).isEmpty();
    }
  }

  @Override
  public void close() {
    updating.close();
  }

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
