package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

/** What somebody who wants to hide, lose or block an update might try. */
class HostileCourseTest {
  private static final TestPackage OTHER =
      TestPackage.of("3.0.0", TestBundle.of("org.wardgate.api", "3.0.0"));

  private final Bench bench;

  HostileCourseTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private UpdateState state(String id) {
    return bench.desk().updates().stream()
        .filter(view -> view.id().equals(id))
        .map(UpdateView::state)
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not known"));
  }

  @Test
  void announcingManyOthersDoesNotMakeWhatIsHeldForgotten() throws Exception {
    bench.approvalsMin = 2;
    String held = bench.handIn(NEXT, ALICE).id();
    for (int i = 0; i < 2 * Records.MAX_COUNT; i++) {
      bench.now = bench.now.plus(Duration.ofHours(7));
      bench.desk().expect(RELEASE.sign(new byte[] {1, (byte) i}), BOB);
    }
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
    assertThat(bench.desk().updates()).hasSizeLessThanOrEqualTo(Records.MAX_COUNT);
    assertThat(bench.desk().approve(held, BOB, "seen").state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void announcingWithTheClockSetBackDoesNotMakeWhatIsHeldForgotten() throws Exception {
    bench.approvalsMin = 2;
    String held = bench.handIn(NEXT, ALICE).id();
    for (int i = 0; i < 2 * Records.MAX_COUNT; i++) {
      byte[] other = {2, (byte) i};
      String id = bench.desk().expect(RELEASE.sign(other), BOB);
      bench.desk().dismiss(id, BOB, "not wanted");
      bench.now = bench.now.minusSeconds(1);
    }
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
  }

  @Test
  void handingInRubbishOftenDoesNotKeepPeopleFromDeciding() throws Exception {
    bench.approvalsMin = 2;
    String id = "";
    for (int i = 0; i < Ledger.STEPS_MAX_COUNT / 2 - 1; i++) {
      id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), BOB);
      String bad = id;
      assertRefused(
          "WG-UPD-0002",
          "",
          () -> bench.desk().take(bad, new ByteArrayInputStream(new byte[9]), BOB));
    }
    String held = bench.handIn(NEXT, "token:admin").id();
    assertThat(held).isEqualTo(id);
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
    assertThat(bench.desk().approve(held, ALICE, "one").state()).isEqualTo(UpdateState.HELD);
    assertThat(bench.desk().dismiss(held, BOB, "no").state()).isEqualTo(UpdateState.DISMISSED);
    assertRefused(
        "WG-UPD-0016", "too often", () -> bench.desk().expect(RELEASE.sign(NEXT.bytes()), BOB));
  }

  /** A file in the place of the folder: nothing can be written there. */
  private void fillTheHandOver() throws IOException {
    Files.delete(bench.updates().resolve("staged"));
    Files.createFile(bench.updates().resolve("staged"));
  }

  private void emptyTheHandOver() throws IOException {
    Files.delete(bench.updates().resolve("staged"));
    Files.createDirectory(bench.updates().resolve("staged"));
  }

  @Test
  void whatTwoPeopleApprovedIsNotLostWhileTheDiskIsFull() throws Exception {
    bench.approvalsMin = 2;
    String held = bench.handIn(NEXT, ALICE).id();
    fillTheHandOver();
    assertRefused("WG-UPD-0010", "", () -> bench.desk().approve(held, BOB, "seen"));
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
    assertThat(bench.request()).doesNotExist();
    bench.look();
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
    emptyTheHandOver();
    bench.restart();
    bench.look();
    assertThat(state(held)).isEqualTo(UpdateState.STAGED);
    assertThat(bench.request()).exists();
  }

  @Test
  void whatDoesNotGoOnIsNotTriedAtEveryLook() throws Exception {
    bench.approvalsMin = 2;
    String held = bench.handIn(NEXT, ALICE).id();
    fillTheHandOver();
    assertRefused("WG-UPD-0010", "", () -> bench.desk().approve(held, BOB, "seen"));
    AtomicInteger tried = new AtomicInteger();
    bench.trial = contents -> tried.incrementAndGet();
    bench.look();
    assertThat(tried).hasValue(1);
    for (int i = 0; i < 20; i++) {
      bench.lookAtOnce();
    }
    assertThat(tried).hasValue(1);
    bench.look();
    assertThat(tried).hasValue(2);
  }

  @Test
  void anInstallerThatGoesAwayMeanwhileSaysNothingAgainstTheUpdate() throws Exception {
    bench.trial =
        contents ->
            bench.installer =
                () -> {
                  throw new RefusedException(UpdateErrors.NO_INSTALLER, "it is missing");
                };
    assertRefused("WG-UPD-0018", "", () -> bench.handIn(NEXT, ALICE));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.EXPECTED);
    bench.assertTheOldSetRuns();
    bench.trial = contents -> {};
    bench.installer = () -> {};
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  /** While the desk goes on with one update, the installer ends another. */
  @Test
  void aStepThatComesWhileOneLooksIsNotJournaledBeforeItIsFollowed() throws Exception {
    String first = bench.handIn(NEXT, ALICE).id();
    bench.installer(first, UpdateState.ON_PROBATION, "");
    bench.requestTaken();
    bench.look();
    bench.approvalsMin = 2;
    String held = bench.handIn(OTHER, ALICE).id();
    fillTheHandOver();
    assertRefused("WG-UPD-0010", "", () -> bench.desk().approve(held, BOB, "seen"));
    bench.trial = contents -> installerUnchecked(first);
    bench.look(); // goes on with what is held, and meanwhile a step comes
    bench.trial = contents -> {};
    bench.look();
    assertThat(state(first)).isEqualTo(UpdateState.COMMITTED);
    assertThat(bench.journal).anyMatch(step -> step.state() == UpdateState.COMMITTED);
  }

  private void installerUnchecked(String id) {
    try {
      bench.installer(id, UpdateState.COMMITTED, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oneSpoiledRecordDoesNotKeepTheGatewayFromTakingUpdates() throws Exception {
    bench.approvalsMin = 2;
    String held = bench.handIn(NEXT, ALICE).id();
    Path own = bench.updates().resolve("desk");
    Files.writeString(own.resolve("aa.properties"), "id=\\u12");
    Files.write(own.resolve("bb.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.write(own.resolve("cc.properties"), new byte[100_000]);
    Files.createDirectory(own.resolve("dd.properties"));
    bench.restart();
    bench.look();
    assertThat(state(held)).isEqualTo(UpdateState.HELD);
    assertThat(bench.desk().approve(held, BOB, "seen").state()).isEqualTo(UpdateState.STAGED);
  }
}
