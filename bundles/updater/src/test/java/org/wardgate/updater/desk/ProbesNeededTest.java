package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.BOB;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.updater.files.PropertyFile;
import org.wardgate.updater.testing.TestPackage;

/** What must be tried is not the package's choice alone. */
class ProbesNeededTest {
  private static final String PROBES = "Wardgate-Probes";

  private final Bench bench;

  ProbesNeededTest(@TempDir Path folder) throws IOException {
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String ordered(String id) throws IOException {
    Path file = bench.updates().resolve("staged").resolve(id).resolve("update.properties");
    return PropertyFile.read(file).orElseThrow().getOrDefault("probes", "none");
  }

  private String ordered(TestPackage update) throws Exception {
    return ordered(bench.handIn(update, ALICE).id());
  }

  @Test
  void aPackageThatNamesNoneIsTriedNevertheless() throws Exception {
    assertThat(ordered(NEXT.with(PROBES, ""))).isEqualTo("join,transport");
  }

  @Test
  void aPackageThatNamesFewerIsTriedByAll() throws Exception {
    assertThat(ordered(NEXT.with(PROBES, "join"))).isEqualTo("join,transport");
  }

  @Test
  void aPackageMayNameMoreAlsoWhatNothingOffersYet() throws Exception {
    assertThat(ordered(NEXT.with(PROBES, "ward"))).isEqualTo("join,transport,ward");
  }

  @Test
  void whatNothingOffersNowIsNotAskedForByTheSettings() throws Exception {
    bench.probesOffered = Set.of("join", "other");
    assertThat(ordered(NEXT.with(PROBES, ""))).isEqualTo("join");
  }

  @Test
  void anEmptySettingLeavesItToThePackage() throws Exception {
    bench.probesMin = List.of();
    assertThat(ordered(NEXT.with(PROBES, "join"))).isEqualTo("join");
  }

  @Test
  void theSettingOfTheMomentCountsForWhatWasHeld() throws Exception {
    bench.approvalsMin = 2;
    bench.probesMin = List.of();
    String id = bench.handIn(NEXT.with(PROBES, ""), ALICE).id();
    bench.probesMin = List.of("join");
    bench.desk().approve(id, BOB, "seen");
    assertThat(ordered(id)).isEqualTo("join");
  }

  @Test
  void asManyAsBothMayNameAreNotTooManyForTheInstaller() throws Exception {
    bench.probesMin = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    bench.probesOffered = Set.copyOf(bench.probesMin);
    assertThat(ordered(NEXT.with(PROBES, "i,j,k,l,m,n,o,p")).split(",", -1)).hasSize(16);
  }

  @Test
  void aPackageThatNamesTooManyIsRefused() {
    assertRefused(
        "WG-UPD-0003",
        "more than 8",
        () -> bench.handIn(NEXT.with(PROBES, "a,b,c,d,e,f,g,h,i"), ALICE));
  }
}
