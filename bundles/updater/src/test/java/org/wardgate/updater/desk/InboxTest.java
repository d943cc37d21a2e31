package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.update.UpdateState;

class InboxTest {
  private final Path folder;
  private final Bench bench;

  InboxTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.bench = new Bench(folder);
    bench.look();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path inbox() {
    return bench.updates().resolve("inbox");
  }

  private void put(byte[] content) throws IOException {
    Files.write(inbox().resolve("next.dp"), content);
    Files.write(inbox().resolve("next.dp.p7s"), RELEASE.sign(NEXT.bytes()).toArray());
  }

  @Test
  void takesAPackageThatIsWholeAndRemovesIt() throws Exception {
    put(NEXT.bytes());
    bench.look();
    assertThat(bench.desk().updates()).isEmpty(); // it might still be written
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.STAGED);
    assertThat(inbox().resolve("next.dp")).doesNotExist();
    assertThat(inbox().resolve("next.dp.p7s")).doesNotExist();
  }

  @Test
  void refusesWithAReasonBesideIt() throws Exception {
    put(new byte[10]);
    bench.look();
    bench.look();
    Path refused = inbox().resolve("refused");
    assertThat(refused.resolve("next.dp")).exists();
    assertThat(refused.resolve("next.dp.p7s")).exists();
    assertThat(refused.resolve("next.reason.txt")).content().contains("WG-UPD-0002", "truncated");
    assertThat(inbox().resolve("next.dp")).doesNotExist();
  }

  @Test
  void waitsForTheSignatureAndLeavesOtherFilesAlone() throws Exception {
    Files.write(inbox().resolve("next.dp"), NEXT.bytes());
    Files.writeString(inbox().resolve("note.txt"), "hello");
    bench.look();
    bench.look();
    assertThat(inbox().resolve("next.dp")).exists();
    assertThat(inbox().resolve("note.txt")).exists();
    assertThat(bench.desk().updates()).isEmpty();
  }

  @Test
  void followsNoLinks() throws Exception {
    Path elsewhere = Files.write(folder.resolve("elsewhere"), NEXT.bytes());
    Files.createSymbolicLink(inbox().resolve("next.dp"), elsewhere);
    Files.write(inbox().resolve("next.dp.p7s"), RELEASE.sign(NEXT.bytes()).toArray());
    bench.look();
    bench.look();
    assertThat(inbox().resolve("refused/next.reason.txt")).content().contains("plain file");
    assertThat(elsewhere).exists();
  }

  @Test
  void waitsWhileAnotherUpdateIsInProgress() throws Exception {
    bench.phase("PROBATION");
    put(NEXT.bytes());
    bench.look();
    bench.look();
    assertThat(inbox().resolve("next.dp")).exists();
    bench.phase("IDLE");
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void oneThatCannotBeTakenDoesNotKeepTheOthersBack() throws Exception {
    for (String name : new String[] {"a-dangling", "b-folder", "c-folder"}) {
      Files.write(inbox().resolve(name + ".dp.p7s"), new byte[10]);
    }
    Files.createSymbolicLink(inbox().resolve("a-dangling.dp"), folder.resolve("nowhere"));
    for (String name : new String[] {"b-folder.dp", "c-folder.dp", "refused/b-folder.dp"}) {
      Files.createDirectories(inbox().resolve(name));
      Files.write(inbox().resolve(name).resolve("file"), new byte[1]);
    }
    put(NEXT.bytes());
    bench.look();
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.STAGED);
    for (String name : new String[] {"a-dangling", "b-folder", "c-folder"}) {
      assertThat(inbox().resolve("refused").resolve(name + ".reason.txt"))
          .content()
          .contains("plain file");
    }
  }

  @Test
  void keepsNotMoreThanAFewRefusedOnes() throws Exception {
    for (int i = 10; i < 30; i++) {
      Files.write(inbox().resolve(i + ".dp"), new byte[10]);
      Files.write(inbox().resolve(i + ".dp.p7s"), new byte[10]);
    }
    bench.look();
    bench.look();
    try (var refused = Files.list(inbox().resolve("refused"))) {
      assertThat(refused.count()).isBetween(3L, 3L * 9);
    }
  }
}
