package org.wardgate.launcher.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.installer.Staged;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.Planner;

class SetChoiceTest {

  private static final String FIRST = "1a".repeat(32);
  private static final String SECOND = "2b".repeat(32);

  @TempDir Path work = Path.of("");

  @BeforeEach
  void distribution() throws IOException {
    set(work.resolve("distribution"), "1.0.0");
    Files.createDirectories(instance());
    Files.writeString(instance().resolve(Instance.FILE_NAME), "{\"features\":[\"core\"]}");
  }

  private Path instance() {
    return work.resolve("instance");
  }

  private Path pointer() {
    return instance().resolve("set.properties");
  }

  private Path folder(String id) {
    return instance().resolve("sets").resolve(id);
  }

  private static void set(Path folder, String version) throws IOException {
    Path features = Files.createDirectories(folder.resolve(Planner.SET_FEATURES));
    Path jars = Files.createDirectories(folder.resolve(Planner.SET_REPOSITORY));
    Files.writeString(
        features.resolve("core.json"),
        "{\"id\":\"test:core:%s\",\"bundles\":[\"test:a:%s\"]}".formatted(version, version));
    Files.writeString(jars.resolve("a-" + version + ".jar"), version);
  }

  private void point(String id, String version) throws IOException {
    Files.writeString(pointer(), "id=" + id + "\nversion=" + version + "\n");
  }

  private Planner distributionPlanner() {
    Path folder = work.resolve("distribution");
    return new Planner(
        folder.resolve(Planner.SET_FEATURES),
        new BundleRepository(folder.resolve(Planner.SET_REPOSITORY)));
  }

  private SetChoice read() throws IOException {
    return SetChoice.read(instance(), distributionPlanner());
  }

  private Plan plan(SetChoice choice) throws RefusedException {
    return choice.planner().plan(InstanceReader.read(instance()));
  }

  private void isDistribution(SetChoice choice) throws RefusedException {
    assertThat(choice.version()).isEqualTo("1.0.0");
    assertThat(choice.inForce().id()).isEqualTo(Staged.WITHOUT_PACKAGE);
    assertThat(plan(choice).bundles().get(0).jar().getFileName()).hasToString("a-1.0.0.jar");
  }

  @Test
  void withoutAPointerTheDistributionCounts() throws Exception {
    isDistribution(read());
  }

  @Test
  void theSetThatThePointerNamesCounts() throws Exception {
    set(folder(FIRST), "2.0.0");
    point(FIRST, "2.0.0");
    SetChoice choice = read();
    assertThat(choice.version()).isEqualTo("2.0.0");
    assertThat(plan(choice).bundles().get(0).jar()).isEqualTo(jar(FIRST, "2.0.0"));
  }

  private Path jar(String id, String version) {
    return folder(id).resolve(Planner.SET_REPOSITORY).resolve("a-" + version + ".jar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "i",
        "id=",
        "id=1a1a",
        "version=2.0.0",
        "id=\\u00",
        "id=../../etc\nversion=2.0.0",
        "id=..\nversion=2.0.0",
        "id=1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a",
        "id=1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a\nversion=2.x"
      })
  void aPointerThatIsTornIsPutAsideAndNoSetGoes(String text) throws Exception {
    set(folder(FIRST), "2.0.0");
    Files.writeString(pointer(), text);
    isDistribution(read());
    assertThat(pointer()).doesNotExist();
    assertThat(instance().resolve("set.properties.malformed")).hasContent(text);
    assertThat(jar(FIRST, "2.0.0")).as("which set was meant is not known").exists();
  }

  @Test
  void aPointerThatIsNoTextIsPutAside() throws Exception {
    Files.write(pointer(), new byte[] {'i', 'd', '=', (byte) 0xc3, '\n'});
    isDistribution(read());
    assertThat(pointer()).doesNotExist();
  }

  @Test
  void afterATornPointerASetCanBeKept() throws Exception {
    Files.writeString(pointer(), "id=\\u00");
    SetChoice choice = read();
    set(folder(FIRST), "2.0.0");
    choice.keep(new InstalledSet(FIRST, "2.0.0"));
    assertThat(read().version()).isEqualTo("2.0.0");
  }

  @Test
  void aPointerThatCannotBeReadIsNotTakenForNone() throws Exception {
    Files.createDirectory(pointer());
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    assertThat(pointer()).isDirectory();
  }

  @Test
  void aPointerThatIsTooLargeIsNotTakenForNone() throws Exception {
    Files.writeString(pointer(), "id=" + "a".repeat(70_000));
    assertThatThrownBy(this::read).hasMessageContaining("larger than");
  }

  @Test
  void aSetWhoseFolderIsMissingDoesNotCount() throws Exception {
    point(FIRST, "2.0.0");
    isDistribution(read());
    assertThat(pointer()).as("it may come back, as from a backup").exists();
  }

  @Test
  void aFileInPlaceOfTheFolderIsNoSet() throws Exception {
    Files.createDirectories(instance().resolve("sets"));
    Files.writeString(folder(FIRST), "not a folder");
    point(FIRST, "2.0.0");
    isDistribution(read());
  }

  @Test
  void aLinkToNowhereIsNoSet() throws Exception {
    Files.createDirectories(instance().resolve("sets"));
    Files.createSymbolicLink(folder(FIRST), work.resolve("nowhere"));
    point(FIRST, "2.0.0");
    isDistribution(read());
  }

  @Test
  void anOlderSetThanTheDistributionDoesNotCount() throws Exception {
    set(folder(FIRST), "0.9.0");
    point(FIRST, "0.9.0");
    isDistribution(read());
  }

  @ParameterizedTest
  @ValueSource(strings = {"repository/a-2.0.0.jar", "features/core.json"})
  void aSetThatLacksAFileIsNotFilledUpFromElsewhere(String name) throws Exception {
    set(folder(FIRST), "2.0.0");
    Files.delete(folder(FIRST).resolve(name));
    point(FIRST, "2.0.0");
    SetChoice choice = read();
    assertThatThrownBy(() -> plan(choice)).isInstanceOf(RefusedException.class);
  }

  @Test
  void whatRunsInPlaceOfADamagedSetIsRecognised() throws Exception {
    Plan before = plan(read());
    set(folder(FIRST), "2.0.0");
    Files.writeString(folder(FIRST).resolve("features/core.json"), "{\"id\":");
    point(FIRST, "2.0.0");
    SetChoice choice = read();
    assertThat(choice.version()).isEqualTo("2.0.0");
    choice.recognise(InstanceReader.read(instance()), before);
    isDistribution(choice);
  }

  @Test
  void theSetBeforeIsRecognisedWhenItRuns() throws Exception {
    SetChoice choice = keptBoth();
    choice.inForce(new InstalledSet(FIRST, "2.0.0"));
    Plan first = plan(choice);
    SetChoice next = read();
    assertThat(next.version()).isEqualTo("3.0.0");
    next.recognise(InstanceReader.read(instance()), first);
    assertThat(next.inForce()).isEqualTo(new InstalledSet(FIRST, "2.0.0"));
  }

  @Test
  void whatNobodyKnowsChangesNothing() throws Exception {
    SetChoice choice = keptBoth();
    choice.recognise(InstanceReader.read(instance()), Plan.EMPTY);
    assertThat(choice.version()).isEqualTo("3.0.0");
  }

  private SetChoice keptBoth() throws IOException {
    set(folder(FIRST), "2.0.0");
    set(folder(SECOND), "3.0.0");
    SetChoice choice = SetChoice.read(instance(), distributionPlanner());
    set(folder(FIRST), "2.0.0");
    set(folder(SECOND), "3.0.0");
    choice.keep(new InstalledSet(FIRST, "2.0.0"));
    choice.keep(new InstalledSet(SECOND, "3.0.0"));
    return read();
  }

  @Test
  void aStartKeepsTheSetThatCountsAndTheOneBefore() throws Exception {
    var unused = keptBoth();
    Path stranger = Files.createDirectories(folder("3c".repeat(32)));
    unused = read();
    assertThat(stranger).doesNotExist();
    assertThat(folder(FIRST)).isDirectory();
    assertThat(folder(SECOND)).isDirectory();
  }

  @Test
  void keepingTwiceKeepsWhatWasBefore() throws Exception {
    SetChoice choice = keptBoth();
    String once = Files.readString(pointer(), StandardCharsets.UTF_8);
    choice.keep(new InstalledSet(SECOND, "3.0.0"));
    assertThat(pointer()).hasContent(once);
  }

  @Test
  void aLinkInPlaceOfAnOldSetGoesWithoutWhatItPointsTo() throws Exception {
    Path elsewhere = Files.createDirectories(work.resolve("elsewhere"));
    Path precious = Files.writeString(elsewhere.resolve("journal.db"), "precious");
    Files.createDirectories(instance().resolve("sets"));
    Files.createSymbolicLink(folder(SECOND), elsewhere);
    isDistribution(read());
    assertThat(Files.exists(folder(SECOND))).isFalse();
    assertThat(precious).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in force", "counts", "before"})
  void aSetThatIsNeededIsNotDropped(String why) throws Exception {
    SetChoice choice = keptBoth();
    InstalledSet set =
        why.equals("before") ? new InstalledSet(FIRST, "2.0.0") : new InstalledSet(SECOND, "3.0.0");
    if (why.equals("counts")) {
      choice.inForce(new InstalledSet(FIRST, "2.0.0"));
    }
    choice.drop(set);
    assertThat(folder(set.id())).isDirectory();
  }

  @Test
  void theDistributionIsNeverDropped() throws Exception {
    SetChoice choice = keptBoth();
    choice.drop(choice.find(Staged.WITHOUT_PACKAGE, "1.0.0"));
    assertThat(work.resolve("distribution/features/core.json")).exists();
  }
}
