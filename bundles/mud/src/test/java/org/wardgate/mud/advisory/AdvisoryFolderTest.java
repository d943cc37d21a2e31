package org.wardgate.mud.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.MudErrors;

class AdvisoryFolderTest {
  private static final long PATIENCE_SECONDS = 60;

  private final Notices ward = new Notices();
  private volatile InventorySnapshot inventory = ward.inventory();
  private final AtomicLong inventoryVersion = new AtomicLong(1);
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Path folder = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void inside(@TempDir Path directory) throws IOException {
    folder = Files.createDirectory(directory.resolve("in"));
    data = Files.createDirectory(directory.resolve("data"));
  }

  private AdvisoryDesk desk() {
    return new VerifyingDesk(
        () -> inventory,
        data,
        event -> {
          events.add(event);
          return CompletableFuture.completedFuture(null);
        },
        Clock.fixed(Notices.NOW, ZoneOffset.UTC));
  }

  private AdvisoryFolder watched() {
    return new AdvisoryFolder(folder, desk(), inventoryVersion::get);
  }

  private void put(String name, Bytes content, Bytes signature) throws IOException {
    replace(folder.resolve(name + ".p7s"), signature);
    replace(folder.resolve(name), content);
  }

  private void put(String name, Bytes content) throws IOException {
    put(name, content, ward.acme.sign(content));
  }

  /** By renaming, so that the file's key changes even within one tick of the disk's clock. */
  private static void replace(Path file, Bytes content) throws IOException {
    Path next = Files.write(file.resolveSibling("next"), content.toArray());
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void handsInEachFileOnce() throws IOException {
    put("a.json", Notices.version(1));
    put("b.json", Notices.version(2));
    AdvisoryFolder watched = watched();
    assertThat(watched.poll()).isEmpty();
    assertThat(watched.poll()).isEmpty();
    assertThat(events).hasSize(2);
  }

  @Test
  void handsInWhatWasReplaced() throws IOException {
    put("a.json", Notices.version(1));
    AdvisoryFolder watched = watched();
    watched.poll();
    put("a.json", Notices.version(2));
    assertThat(watched.poll()).isEmpty();
    assertThat(events)
        .extracting(event -> ((AdvisoryVerified) event).advisory().version())
        .containsExactly(1L, 2L);
  }

  @Test
  void saysOnceWhatIsRefused() throws IOException {
    Bytes content = Notices.version(1);
    put("a.json", content, ward.scans.sign(content));
    put("b.json", Bytes.ofHex("7b"));
    put("c.json", content, Bytes.of(new byte[AdvisoryLimits.SIGNATURE_MAX_BYTES + 5]));
    put("d.json", Bytes.of(new byte[AdvisoryLimits.CONTENT_MAX_BYTES + 5]));
    AdvisoryFolder watched = watched();
    List<String> problems = watched.poll();
    assertThat(problems).hasSize(4);
    assertThat(problems.get(0)).startsWith("a.json: WG-MUD-0049");
    assertThat(problems.get(1)).startsWith("b.json: WG-MUD-0047");
    assertThat(problems.get(2)).startsWith("c.json: WG-MUD-0048");
    assertThat(problems.get(3)).startsWith("d.json: WG-MUD-0047");
    assertThat(watched.poll()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void waitsForTheSignature() throws IOException {
    Bytes content = Notices.version(1);
    replace(folder.resolve("a.json"), content);
    AdvisoryFolder watched = watched();
    assertThat(watched.poll().get(0)).contains("WG-MUD-0048", "no a.json.p7s beside it");
    assertThat(watched.poll()).isEmpty();
    replace(folder.resolve("a.json.p7s"), ward.acme.sign(content));
    assertThat(watched.poll()).isEmpty();
    assertThat(events).hasSize(1);
  }

  @Test
  void triesRefusedFilesAgainWhenTheInventoryChanges() throws IOException {
    inventory = InventorySnapshot.empty();
    put("a.json", Notices.version(1));
    AdvisoryFolder watched = watched();
    assertThat(watched.poll()).hasSize(1);
    inventory = ward.inventory();
    assertThat(watched.poll()).isEmpty();
    assertThat(events).isEmpty();
    inventoryVersion.incrementAndGet();
    assertThat(watched.poll()).isEmpty();
    assertThat(events).hasSize(1);
  }

  @Test
  void triesAgainWhatCouldNotBeKeptAndSaysSoOnce() throws IOException {
    List<Bytes> handed = new ArrayList<>();
    AdvisoryDesk full =
        (content, signature) -> {
          handed.add(content);
          throw new RefusedException(MudErrors.ADVISORY_NOT_KEPT, "full");
        };
    put("a.json", Notices.version(1));
    AdvisoryFolder watched = new AdvisoryFolder(folder, full, inventoryVersion::get);
    assertThat(watched.poll()).hasSize(1);
    assertThat(watched.poll()).isEmpty();
    assertThat(handed).hasSize(2);
  }

  @Test
  void saysOnceThatThereIsNoFolder() throws IOException {
    Files.delete(folder);
    AdvisoryFolder watched = watched();
    assertThat(watched.poll().get(0)).contains("WG-MUD-0023", "advisoryDirectory");
    assertThat(watched.poll()).isEmpty();
    Files.createDirectory(folder);
    put("a.json", Notices.version(1));
    assertThat(watched.poll()).isEmpty();
    assertThat(events).hasSize(1);
  }

  @Test
  void looksAtNothingElse() throws IOException {
    Files.createDirectory(folder.resolve("x.json"));
    Files.writeString(folder.resolve("README"), "hello");
    Files.createDirectory(folder.resolve("sub"));
    Bytes content = Notices.version(1);
    replace(folder.resolve("sub/a.json"), content);
    replace(folder.resolve("sub/a.json.p7s"), ward.acme.sign(content));
    assertThat(watched().poll()).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void looksAtABoundedNumberOfFiles() throws IOException {
    for (int i = 0; i <= AdvisoryLimits.FOLDER_FILES_MAX_COUNT; i++) {
      Files.createFile(folder.resolve(i + ".json"));
    }
    AdvisoryFolder watched = watched();
    assertThat(watched.poll())
        .hasSize(AdvisoryLimits.FOLDER_FILES_MAX_COUNT + 1)
        .anyMatch(problem -> problem.contains("only 1024 files"));
    assertThat(watched.poll()).isEmpty();
  }

  @Test
  void aWatchSeesWhatIsPutThere() throws IOException, InterruptedException {
    FolderWatch watch = new FolderWatch(folder, desk(), inventoryVersion::get);
    try (watch) {
      put("a.json", Notices.version(1));
      assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(AdvisoryVerified.class);
      put("a.json", Notices.version(2));
      assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(AdvisoryVerified.class);
    }
  }
}
