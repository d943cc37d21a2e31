package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.BOB;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.update.UpdateState;
import org.wardgate.updater.files.PropertyFile;

/** A restart at any point continues or cleans up. */
class RestartTest {
  private final Bench bench;

  RestartTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatWasHalfTakenIsRemoved() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    Path own = bench.updates().resolve("desk");
    Files.write(own.resolve(id + ".part"), new byte[10]);
    Files.write(own.resolve(id + ".dp"), NEXT.bytes());
    Files.write(own.resolve("x.properties.tmp"), new byte[10]);
    Files.createDirectory(bench.updates().resolve("staged").resolve(id));
    bench.restart();
    bench.look();
    bench.assertTheOldSetRuns();
    assertThat(bench.desk().take(id, new ByteArrayInputStream(NEXT.bytes()), ALICE).state())
        .isEqualTo(UpdateState.STAGED);
  }

  @Test
  void whatWasStagedAndNotAskedForIsAskedForOnce() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    Files.delete(bench.request());
    bench.restart();
    bench.look();
    assertThat(bench.request()).exists();
    bench.requestTaken();
    bench.installer(id, UpdateState.COMMITTED, "");
    bench.look();
    bench.restart();
    bench.look();
    assertThat(bench.request()).doesNotExist();
    assertThat(bench.updates().resolve("staged")).isEmptyDirectory();
  }

  @Test
  void whatTheInstallerIsAtIsLeftAlone() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    Files.delete(bench.request());
    bench.phase("INSTALLING");
    bench.restart();
    bench.look();
    assertThat(bench.request()).doesNotExist();
    assertThat(bench.updates().resolve("staged").resolve(id).resolve("package.dp")).exists();
  }

  /** What a power cut leaves between two writes. */
  private void edit(String id, String key, String value) throws IOException {
    Path file = bench.updates().resolve("desk").resolve(id + ".properties");
    Map<String, String> all = new HashMap<>(PropertyFile.read(file).orElseThrow());
    all.put(key, value);
    PropertyFile.write(file, all);
  }

  @Test
  void aCutAfterTheLastApprovalGoesOn() throws Exception {
    bench.approvalsMin = 2;
    String id = bench.handIn(NEXT, ALICE).id();
    edit(id, "approvals", ALICE + "\n" + BOB);
    bench.restart();
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.STAGED);
    assertThat(bench.request()).exists();
  }

  @Test
  void aRepeatedLastApprovalGoesOn() throws Exception {
    bench.approvalsMin = 2;
    String id = bench.handIn(NEXT, ALICE).id();
    edit(id, "approvals", ALICE + "\n" + BOB);
    bench.restart();
    assertThat(bench.desk().approve(id, BOB, "again").state()).isEqualTo(UpdateState.STAGED);
    assertThat(bench.request()).exists();
  }

  @Test
  void aCutWhileItIsVerifiedIsNoDeadEnd() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    edit(id, "state", "VERIFIED");
    bench.restart();
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void anotherUpdateThatBeginsMeanwhileLeavesItToBeHandedInAgain() throws Exception {
    bench.trial = contents -> phaseUnchecked("PROBATION");
    assertRefused("WG-UPD-0008", "", () -> bench.handIn(NEXT, ALICE));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.EXPECTED);
    bench.requestTaken();
    bench.trial = contents -> {};
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aFailureThatNobodyThoughtOfLeavesItToBeHandedInAgain() throws Exception {
    bench.trial =
        contents -> {
          throw new IllegalStateException("as the test says");
        };
    assertThatThrownBy(() -> bench.handIn(NEXT, ALICE)).isInstanceOf(IllegalStateException.class);
    bench.assertTheOldSetRuns();
    bench.trial = contents -> {};
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  private void phaseUnchecked(String phase) {
    try {
      bench.phase(phase);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsLeftIsRemovedBeforeTheDeskTakesAnything() throws Exception {
    Path part = bench.updates().resolve("desk").resolve("ab".repeat(32) + ".part");
    Files.write(part, new byte[10]);
    bench.restart();
    assertThat(part).doesNotExist();
    Files.write(part, new byte[10]); // now it may be one that is being taken
    bench.look();
    assertThat(part).exists();
    Files.delete(part);
  }

  @Test
  void aRecordThatIsNoneIsRemoved() throws Exception {
    Path own = bench.updates().resolve("desk");
    Files.writeString(own.resolve("aa.properties"), "id=bb\nstate=EXPECTED\n");
    Files.writeString(own.resolve("cc.properties"), "\\u12");
    Files.writeString(
        bench.updates().resolve("steps").resolve("0".repeat(20) + ".properties"), "state=NONE");
    Files.delete(own.resolve("cc.properties"));
    bench.restart();
    bench.look();
    assertThat(bench.desk().updates()).isEmpty();
    assertThat(own.resolve("aa.properties")).doesNotExist();
    assertThat(bench.updates().resolve("steps")).isEmptyDirectory();
  }
}
