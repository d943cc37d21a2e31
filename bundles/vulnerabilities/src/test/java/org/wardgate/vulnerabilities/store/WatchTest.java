package org.wardgate.vulnerabilities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessed;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.vulnerabilities.testing.Papers;
import org.wardgate.vulnerabilities.testing.People;

/** From files in a folder to events, as it runs in the gateway. */
class WatchTest {
  private static final long PATIENCE_SECONDS = 60;

  private Path directory = Path.of("/nowhere");
  private final BlockingQueue<Assessment> told = new LinkedBlockingQueue<>();
  private volatile InventorySnapshot inventory = People.inventory();
  private final AtomicInteger refusals = new AtomicInteger();
  private final EventSink sink = this::submit;
  private @Nullable Watch watch;

  private CompletionStage<Void> submit(Event event) {
    if (refusals.getAndDecrement() > 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("busy"));
    }
    told.add(((Assessed) event).assessment());
    return CompletableFuture.completedFuture(null);
  }

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    Files.createDirectories(directory.resolve("in"));
    Files.createDirectories(directory.resolve("kept"));
  }

  @AfterEach
  void stop() {
    if (watch != null) {
      watch.close();
    }
  }

  private Watch watch() {
    Watch started =
        new Watch(
            directory.resolve("in"),
            directory.resolve("kept"),
            () -> inventory,
            Clock.fixed(People.NOW, ZoneOffset.UTC),
            1);
    watch = started;
    return started;
  }

  private void put(String name, String text, People.Person signer) throws IOException {
    Path in = directory.resolve("in");
    write(in.resolve(name + ".json.p7s"), signer.sign(text));
    write(in.resolve(name + ".json"), Papers.bytes(text));
  }

  private static void write(Path file, Bytes content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(temporary, content.toArray());
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Assessment next() throws InterruptedException {
    Assessment assessment = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(assessment).isNotNull();
    return java.util.Objects.requireNonNull(assessment);
  }

  private Assessment until(int openCount) throws InterruptedException {
    Assessment assessment = next();
    while (assessment.openCount() != openCount) {
      assessment = next();
    }
    return assessment;
  }

  @Test
  void newFilesAreToldWhileItRuns() throws Exception {
    watch().tell(() -> Optional.of(sink));
    put("sbom", Papers.sbom(), People.ACME);
    assertThat(until(0).version()).isEqualTo("2.1.0");
    put("csaf", Papers.csaf(), People.ACME);
    assertThat(until(1).exploitedCount()).isEqualTo(1);
    put("library", Papers.library("CVE-2026-5", "affected"), People.CERT);
    assertThat(until(2).ids()).contains("CVE-2026-5");
  }

  @Test
  void nothingIsToldTwiceToTheSameCoreAndEverythingToANewOne() throws Exception {
    put("sbom", Papers.sbom(), People.ACME);
    Watch running = watch();
    running.tell(Optional::empty);
    running.tell(() -> Optional.of(sink));
    until(0);
    put("bad", "{}", People.ACME);
    put("csaf", Papers.csaf(), People.ACME);
    until(1);
    assertThat(told).isEmpty();
    running.tell(() -> Optional.of(sink));
    until(1);
  }

  @Test
  void whatTheCoreDidNotTakeIsToldAgain() throws Exception {
    refusals.set(2);
    put("sbom", Papers.sbom(), People.ACME);
    watch().tell(() -> Optional.of(sink));
    assertThat(until(0).model()).isEqualTo("P100");
  }

  @Test
  void aRefusedFileIsTriedAgainWhenTheInventoryChanges() throws Exception {
    inventory = People.inventory(1, List.of("P200"));
    put("sbom", Papers.sbom(), People.ACME);
    put("another", Papers.sbom().replace("P100", "P200"), People.ACME);
    watch().tell(() -> Optional.of(sink));
    assertThat(next().model()).isEqualTo("P200");
    inventory = People.inventory(2, List.of());
    assertThat(next().model()).isEqualTo("P100");
  }

  @Test
  void badNeighboursDoNotHinderGoodFiles() throws Exception {
    Path in = directory.resolve("in");
    Files.writeString(in.resolve("a-unsigned.json"), Papers.sbom());
    Files.createDirectory(in.resolve("b-directory.json"));
    Files.write(in.resolve("c-huge.json"), new byte[9 << 20]);
    Files.writeString(in.resolve("c-huge.json.p7s"), "x");
    put("d-stranger", Papers.sbom(), People.STRANGER);
    put("e-older", Papers.csaf(), People.OTHER);
    put("f-good", Papers.sbom(), People.ACME);
    watch().tell(() -> Optional.of(sink));
    assertThat(until(0).model()).isEqualTo("P100");
  }

  @Test
  void aRemovedFileWithdrawsNothing() throws Exception {
    put("sbom", Papers.sbom(), People.ACME);
    put("csaf", Papers.csaf(), People.ACME);
    watch().tell(() -> Optional.of(sink));
    until(1);
    Files.delete(directory.resolve("in").resolve("csaf.json"));
    put("library", Papers.library("CVE-2026-5", "affected"), People.CERT);
    assertThat(until(2).ids()).contains("CVE-2026-1000");
  }
}
