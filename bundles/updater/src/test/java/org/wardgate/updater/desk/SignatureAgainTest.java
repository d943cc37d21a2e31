package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.BOB;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;

/** A signature is judged whenever it counts, not only when it is handed in. */
class SignatureAgainTest {
  private final Bench bench;

  SignatureAgainTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private UpdateView take(String id) throws RefusedException {
    return bench.desk().take(id, new ByteArrayInputStream(NEXT.bytes()), ALICE);
  }

  @Test
  void aPackageWhoseSignersAnchorWasTakenAwayMeanwhileIsRefused() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    bench.forgetTheAnchor();
    assertRefused("WG-UPD-0001", "", () -> take(id));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.REFUSED);
    bench.assertTheOldSetRuns();
  }

  @Test
  void aHeldUpdateWhoseSignersAnchorWasTakenAwayIsRefusedWhenItIsApproved() throws Exception {
    bench.approvalsMin = 2;
    String id = bench.handIn(NEXT, ALICE).id();
    bench.forgetTheAnchor();
    bench.restart();
    assertRefused("WG-UPD-0001", "", () -> bench.desk().approve(id, BOB, "seen"));
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.REFUSED);
    bench.assertTheOldSetRuns();
  }

  @Test
  void aHeldUpdateWhoseSignatureIsGoneIsRefusedWhenItIsApproved() throws Exception {
    bench.approvalsMin = 2;
    String id = bench.handIn(NEXT, ALICE).id();
    Files.delete(bench.updates().resolve("desk").resolve(id + ".p7s"));
    assertRefused("WG-UPD-0001", "read", () -> bench.desk().approve(id, BOB, "seen"));
    bench.assertTheOldSetRuns();
  }

  @Test
  void anAnnouncementIsNotOpenForEver() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    bench.now = bench.now.plus(Duration.ofHours(25));
    assertRefused("WG-UPD-0009", "EXPECTED", () -> take(id));
    bench.assertTheOldSetRuns();
    assertThat(bench.handIn(NEXT, BOB).state()).isEqualTo(UpdateState.STAGED);
  }

  @Test
  void whatWasRefusedIsOpenedByItsSignatureAlone() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    assertRefused(
        "WG-UPD-0002",
        "",
        () -> bench.desk().take(id, new ByteArrayInputStream(new byte[9]), ALICE));
    assertRefused("WG-UPD-0009", "REFUSED", () -> take(id));
    bench.forgetTheAnchor();
    assertRefused("WG-UPD-0001", "", () -> bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void signaturesOfForgottenUpdatesAreRemoved() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    Path own = bench.updates().resolve("desk");
    Path left = Files.write(own.resolve("ab".repeat(32) + ".p7s"), new byte[10]);
    bench.restart();
    assertThat(left).doesNotExist();
    assertThat(own.resolve(id + ".p7s")).exists();
  }
}
