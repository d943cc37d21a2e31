package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;

/** What the installer left cannot be read, or the installer is gone. */
class BrokenHandOverTest {
  private final Bench bench;

  BrokenHandOverTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void state(String text) throws IOException {
    Files.writeString(bench.updates().resolve("state.properties"), text);
  }

  private UpdateState stateOfTheFirst() {
    return bench.desk().updates().get(0).state();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "phase", "id=\\u12", "number=3\n"})
  void aStateThatIsMalformedStopsEveryUpdateButNotTheStart(String text) throws Exception {
    boolean malformed = !text.equals("phase"); // that is a phase of no name
    state(text);
    bench.restart();
    bench.look();
    String code = malformed ? "WG-UPD-0018" : "WG-UPD-0008";
    assertRefused(code, malformed ? "malformed" : "", () -> bench.handIn(NEXT, ALICE));
    assertThat(stateOfTheFirst()).isEqualTo(UpdateState.EXPECTED);
    bench.assertTheOldSetRuns();
    bench.phase("IDLE");
    bench.look();
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void whatAMalformedStateInterruptedGoesOnWhenItIsPutRight() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    Files.delete(bench.request());
    state("number=3\n");
    bench.restart();
    bench.look();
    assertThat(bench.request()).doesNotExist();
    assertThat(bench.updates().resolve("staged").resolve(id).resolve("package.dp")).exists();
    bench.phase("IDLE");
    bench.look();
    assertThat(bench.request()).exists();
  }

  private void removeTheInstaller() {
    bench.installer =
        () -> {
          throw new RefusedException(UpdateErrors.NO_INSTALLER, "the installer is missing");
        };
  }

  @Test
  void whatWaitsForAnInstallerThatIsGoneMayBeDismissed() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    removeTheInstaller();
    assertThat(bench.desk().dismiss(id, ALICE, "no").state()).isEqualTo(UpdateState.DISMISSED);
    bench.look();
    bench.assertTheOldSetRuns();
    bench.installer = () -> {};
    bench.restart();
    bench.look();
    assertThat(bench.request()).as("a later installer begins nothing").doesNotExist();
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void whatAnInstallerWillTakeMayNotBeDismissed() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    assertRefused("WG-UPD-0016", "STAGED", () -> bench.desk().dismiss(id, ALICE, "no"));
    assertThat(bench.request()).exists();
  }

  @Test
  void whatWasBegunMayNotBeDismissedWhoeverIsGone() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    bench.phase("INSTALLING");
    removeTheInstaller();
    assertRefused("WG-UPD-0016", "STAGED", () -> bench.desk().dismiss(id, ALICE, "no"));
    assertThat(bench.request()).exists();
  }

  @Test
  void anotherRequestIsNotTakenBack() throws Exception {
    String id = bench.handIn(NEXT, ALICE).id();
    Files.writeString(bench.request(), "action=back\nid=distribution\n");
    removeTheInstaller();
    assertRefused("WG-UPD-0016", "STAGED", () -> bench.desk().dismiss(id, ALICE, "no"));
    assertThat(bench.request()).exists();
  }
}
