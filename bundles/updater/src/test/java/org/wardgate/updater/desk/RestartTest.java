package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.update.UpdateState;

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
