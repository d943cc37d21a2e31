package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.BOB;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;
import org.wardgate.updater.files.PropertyFile;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

class DeskTest {
  private static final String ADMIN = "token:admin";

  private final Bench bench;

  DeskTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void handsAGoodPackageToTheInstaller() throws Exception {
    UpdateView view = bench.handIn(NEXT, ALICE);
    assertThat(view.state()).isEqualTo(UpdateState.STAGED);
    assertThat(view.version()).isEqualTo("2.0.0");
    assertThat(view.signer()).isEqualTo("CN=release");
    Path staged = bench.updates().resolve("staged").resolve(view.id());
    assertThat(staged.resolve("package.dp")).hasBinaryContent(NEXT.bytes());
    assertThat(PropertyFile.read(staged.resolve("update.properties")).orElseThrow())
        .containsEntry("id", view.id())
        .containsEntry("sha256", view.id())
        .containsEntry("version", "2.0.0")
        .containsEntry("from", "1.0.0")
        .containsEntry("probes", "join,transport")
        .containsEntry("expires", TestPackage.EXPIRES.toString())
        .containsEntry("installSeconds", "60")
        .containsEntry("probationSeconds", "60");
    assertThat(PropertyFile.read(bench.request()).orElseThrow())
        .isEqualTo(Map.of("action", "install", "id", view.id()));
    bench.look();
    assertThat(bench.journaled())
        .containsExactly("EXPECTED " + ALICE, "VERIFIED " + ALICE, "STAGED " + ALICE);
    assertThat(bench.journal).extracting(step -> step.number()).containsExactly(1, 2, 3);
  }

  @Test
  void followsTheInstallersSteps() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.installer(id, UpdateState.INSTALLING, "");
    bench.installer(id, UpdateState.ON_PROBATION, "");
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.ON_PROBATION);
    bench.installer(id, UpdateState.PUT_BACK, "WG-UPD-0007");
    bench.requestTaken();
    bench.look();
    UpdateView view = bench.desk().updates().get(0);
    assertThat(view.state()).isEqualTo(UpdateState.PUT_BACK);
    assertThat(view.problem().orElseThrow().code()).isEqualTo("WG-UPD-0007");
    assertThat(bench.updates().resolve("steps")).isEmptyDirectory();
    assertThat(bench.journal).hasSize(6);
    bench.assertTheOldSetRuns();
  }

  @Test
  void stepsWaitOnDiskWhileNobodyJournals() throws Exception {
    bench.journalThere = false;
    String id = bench.handIn(NEXT, ALICE).id();
    bench.installer(id, UpdateState.INSTALLING, "");
    bench.look();
    bench.restart();
    bench.look();
    assertThat(bench.journal).isEmpty();
    bench.journalThere = true;
    bench.look();
    assertThat(bench.journaled())
        .containsExactly(
            "EXPECTED " + ALICE, "VERIFIED " + ALICE, "STAGED " + ALICE, "INSTALLING ");
    bench.look();
    assertThat(bench.journal).hasSize(4);
  }

  @Test
  void twoPeopleStandBehindAnUpdateIfSoConfigured() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ALICE);
    assertThat(held.state()).isEqualTo(UpdateState.HELD);
    assertThat(held.approvals()).containsExactly(ALICE);
    assertThat(bench.request()).doesNotExist();
    assertThat(bench.desk().approve(held.id(), ALICE, "again").state()).isEqualTo(UpdateState.HELD);
    assertRefused("WG-UPD-0017", ADMIN, () -> bench.desk().approve(held.id(), ADMIN, "because"));
    bench.restart();
    bench.look();
    UpdateView staged = bench.desk().approve(held.id(), BOB, "seen");
    assertThat(staged.state()).isEqualTo(UpdateState.STAGED);
    assertThat(staged.approvals()).containsExactly(ALICE, BOB);
    assertThat(bench.request()).exists();
    assertThat(bench.desk().approve(held.id(), BOB, "seen")).isEqualTo(staged);
  }

  @Test
  void theAdminsTokenAndAFileStandForNobody() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ADMIN);
    assertThat(held.approvals()).isEmpty();
    assertThat(bench.desk().approve(held.id(), ALICE, "one").state()).isEqualTo(UpdateState.HELD);
    assertThat(bench.desk().approve(held.id(), BOB, "two").state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aHeldUpdateIsCheckedAgainWhenItIsApproved() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ALICE);
    bench.now = TestPackage.EXPIRES.plusSeconds(1);
    assertRefused("WG-UPD-0005", "", () -> bench.desk().approve(held.id(), BOB, "late"));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.REFUSED);
    bench.assertTheOldSetRuns();
  }

  @Test
  void aHeldPackageThatChangedOnTheDiskIsRefused() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ALICE);
    Files.write(bench.updates().resolve("desk").resolve(held.id() + ".dp"), new byte[100]);
    assertRefused("WG-UPD-0002", "", () -> bench.desk().approve(held.id(), BOB, "seen"));
    bench.assertTheOldSetRuns();
  }

  @Test
  void aPersonMayDecideAgainstAnUpdateThatHasNotBegun() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ALICE);
    UpdateView dismissed = bench.desk().dismiss(held.id(), BOB, "not this week\n");
    assertThat(dismissed.state()).isEqualTo(UpdateState.DISMISSED);
    assertThat(bench.desk().dismiss(held.id(), BOB, "again")).isEqualTo(dismissed);
    assertRefused("WG-UPD-0016", "", () -> bench.desk().approve(held.id(), ALICE + "2", "but"));
    bench.assertTheOldSetRuns();
    UpdateView again = bench.handIn(NEXT, BOB);
    assertThat(again.state()).isEqualTo(UpdateState.HELD);
    assertThat(again.approvals()).containsExactly(BOB);
  }

  @Test
  void anOperatorsNameOfTwoLinesIsNotTwoPeople() throws Exception {
    bench.approvalsMin = 2;
    String two = ALICE + "\n" + BOB;
    assertRefused("WG-UPD-0017", "", () -> bench.handIn(NEXT, two));
    UpdateView held = bench.handIn(NEXT, ADMIN);
    assertRefused("WG-UPD-0017", "", () -> bench.desk().approve(held.id(), two, "both"));
    assertRefused("WG-UPD-0017", "", () -> bench.desk().dismiss(held.id(), two, "both"));
    assertThat(bench.desk().updates().get(0).approvals()).isEmpty();
  }

  @Test
  void onlyAPersonGoesBackWhereTwoAreNeeded() throws Exception {
    bench.counts("22".repeat(32), "2.0.0");
    PropertyFile.write(
        bench.updates().resolve("sets/previous.properties"),
        Map.of("id", "11".repeat(32), "version", "1.0.0"));
    bench.approvalsMin = 2;
    assertRefused("WG-UPD-0017", ADMIN, () -> bench.desk().goBack(ADMIN, "worse"));
    assertThat(bench.request()).doesNotExist();
    bench.desk().goBack(ALICE, "worse");
    assertThat(bench.request()).exists();
  }

  @Test
  void loweringPeopleNeededDoesNotCountForWhatIsHeld() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ADMIN);
    bench.approvalsMin = 1;
    bench.restart();
    assertThat(bench.desk().approve(held.id(), ALICE, "one").state()).isEqualTo(UpdateState.HELD);
    bench.look();
    assertThat(bench.request()).doesNotExist();
    assertThat(bench.desk().approve(held.id(), BOB, "two").state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void followsTheInstallerAlsoWhenTheClockWasSetBack() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.now = bench.now.minus(Duration.ofDays(300));
    bench.installer(id, UpdateState.INSTALLING, "");
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.INSTALLING);
    bench.now = bench.now.minus(Duration.ofDays(30));
    bench.requestTaken();
    bench.installer(id, UpdateState.COMMITTED, "");
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.COMMITTED);
  }

  @Test
  void anOldStepOfTheInstallerDoesNotUndoANewAnnouncement() throws Exception {
    bench.journalThere = false; // steps stay on the disk
    String id = bench.handIn(NEXT, ALICE).id();
    bench.requestTaken();
    bench.installer(id, UpdateState.PUT_BACK, "WG-UPD-0027");
    bench.look();
    bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    bench.look();
    bench.restart();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.EXPECTED);
  }

  @Test
  void aProblemThatNobodyThoughtOfDoesNotEndTheLook() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.journalFails = true;
    bench.look();
    bench.installer(id, UpdateState.INSTALLING, "");
    bench.look();
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.INSTALLING);
    assertThat(bench.journal).isEmpty();
    bench.journalFails = false;
    bench.look();
    assertThat(bench.journal).hasSize(4);
  }

  @Test
  void nothingIsBegunWhereNobodyCanExchangeTheBundles() throws Exception {
    bench.installer =
        () -> {
          throw new RefusedException(UpdateErrors.NO_INSTALLER, "not a deployment package here");
        };
    assertRefused("WG-UPD-0018", "deployment package", () -> bench.handIn(NEXT, ALICE));
    assertThat(bench.desk().updates())
        .extracting(UpdateView::state)
        .containsExactly(UpdateState.EXPECTED);
    bench.assertTheOldSetRuns();
    String id = bench.desk().updates().get(0).id();
    assertRefused(
        "WG-UPD-0018", "", () -> bench.desk().fetch(id, URI.create("https://a.example/x"), ALICE));
    assertRefused("WG-UPD-0018", "", () -> bench.desk().goBack(ALICE, "worse"));
    bench.installer = () -> {};
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aHeldUpdateStaysHeldWhileNobodyCanExchangeTheBundles() throws Exception {
    bench.approvalsMin = 2;
    UpdateView held = bench.handIn(NEXT, ALICE);
    bench.installer =
        () -> {
          throw new RefusedException(UpdateErrors.NO_INSTALLER, "the installer is missing");
        };
    assertRefused("WG-UPD-0018", "", () -> bench.desk().approve(held.id(), BOB, "seen"));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.HELD);
    assertThat(bench.request()).doesNotExist();
    bench.installer = () -> {};
    assertThat(bench.desk().approve(held.id(), BOB, "seen").state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void nobodyDismissesWhatHasBegun() throws Exception {
    UpdateView staged = bench.handIn(NEXT, ALICE);
    assertRefused("WG-UPD-0016", "STAGED", () -> bench.desk().dismiss(staged.id(), BOB, "no"));
    assertRefused("WG-UPD-0009", "", () -> bench.desk().dismiss("00", BOB, "no"));
  }

  @Test
  void whatWasPutBackMayBeHandedInAgain() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.requestTaken();
    bench.installer(id, UpdateState.PUT_BACK, "WG-UPD-0027");
    bench.look();
    bench.now = bench.now.plusSeconds(10);
    assertThat(bench.handIn(NEXT, BOB).state()).isEqualTo(UpdateState.STAGED);
    assertThat(bench.request()).exists();
  }

  @Test
  void goesBackOnceIfTheSetBeforeIsKept() throws Exception {
    assertRefused("WG-UPD-0015", "", () -> bench.desk().goBack(ALICE, "worse"));
    bench.counts("22".repeat(32), "2.0.0");
    assertRefused("WG-UPD-0015", "", () -> bench.desk().goBack(ALICE, "worse"));
    PropertyFile.write(
        bench.updates().resolve("sets/previous.properties"),
        Map.of("id", "11".repeat(32), "version", "1.0.0"));
    assertThat(bench.desk().goBack(ALICE, "worse").state()).isEqualTo(UpdateState.COMMITTED);
    assertThat(PropertyFile.read(bench.request()).orElseThrow())
        .isEqualTo(Map.of("action", "back", "id", "11".repeat(32)));
    assertRefused("WG-UPD-0008", "", () -> bench.desk().goBack(ALICE, "worse"));
    bench.look();
    assertThat(bench.journal.get(0).detail()).isEqualTo("back to 1.0.0 is asked for: worse");
  }

  @Test
  void fetchesOnlyFromAllowedHosts() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    for (String location : new String[] {"https://evil.example/x", "http://a/x", "file:/x"}) {
      assertRefused("WG-UPD-0014", "", () -> bench.desk().fetch(id, URI.create(location), ALICE));
    }
  }

  @Test
  void notTooManyAreExpectedAndNoneForEver() throws Exception {
    for (int i = 0; i < Desk.OPEN_MAX_COUNT; i++) {
      bench.desk().expect(RELEASE.sign(new byte[] {(byte) i}), ALICE);
    }
    assertRefused("WG-UPD-0008", "8", () -> bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE));
    bench.now = bench.now.plus(Duration.ofHours(25));
    for (int i = 0; i < 40; i++) {
      bench.desk().expect(RELEASE.sign(new byte[] {1, (byte) i}), ALICE);
      bench.now = bench.now.plus(Duration.ofHours(4));
    }
    assertThat(bench.desk().updates()).hasSizeLessThanOrEqualTo(Records.MAX_COUNT);
  }

  @Test
  void showsTheRunningSetFirst() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.installer(id, UpdateState.COMMITTED, "");
    bench.requestTaken();
    bench.counts(id, "2.0.0");
    bench.look();
    bench.now = bench.now.plusSeconds(60);
    bench
        .desk()
        .expect(
            RELEASE.sign(TestPackage.of("3.0.0", TestBundle.of("org.wardgate.a", "1.0.0")).bytes()),
            ALICE);
    assertThat(bench.desk().updates())
        .extracting(UpdateView::state)
        .containsExactly(UpdateState.COMMITTED, UpdateState.EXPECTED);
  }
}
