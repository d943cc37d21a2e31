package org.wardgate.settings.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.LastGood.Kept;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;

class KeptConfigurationsTest {
  private static final String PID = "org.wardgate.test";
  private static final Kept KEPT =
      new Kept(
          Map.of(
              "seconds", "7",
              "notes", "two\nlines\tand \\t \\ \r\n sha256\tx",
              "title", "",
              "networks", List.of("10.0.0.0", "a\tb"),
              "ports", List.of()),
          Set.of("secret"));

  @TempDir Path folder = Path.of("");
  private volatile boolean there = true;
  private final KeptConfigurations kept = new KeptConfigurations(this::data);

  private Optional<DataDirectory> data() {
    return there ? Optional.of(this::directory) : Optional.empty();
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String pid) {
    return directory(KeptConfigurations.DIRECTORY).resolve(KeptConfigurations.name(pid));
  }

  private Optional<Kept> afterARestart(String pid) throws RefusedException {
    return new KeptConfigurations(this::data).of(pid);
  }

  private void isRefused() {
    assertThatThrownBy(() -> afterARestart(PID))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0017");
  }

  @Test
  void whatIsKeptIsThereAfterARestartForTheOwnerAlone() throws Exception {
    kept.keep(PID, KEPT);
    assertThat(afterARestart(PID)).contains(KEPT);
    assertThat(Files.getPosixFilePermissions(file(PID)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(directory(KeptConfigurations.DIRECTORY).toFile().list()).hasSize(1);
  }

  @Test
  void theNewestIsKept() throws Exception {
    Kept newer = new Kept(Map.of("seconds", "8"), Set.of());
    kept.keep(PID, KEPT);
    kept.keep(PID, newer);
    assertThat(afterARestart(PID)).contains(newer);
  }

  @Test
  void theSameIsNotWrittenAgain() throws Exception {
    kept.keep(PID, KEPT);
    Object before = Files.getAttribute(file(PID), "unix:ino");
    kept.keep(PID, KEPT);
    assertThat(Files.getAttribute(file(PID), "unix:ino")).isEqualTo(before);
  }

  @Test
  void nothingIsKeptOfAnother() throws Exception {
    kept.keep(PID, KEPT);
    assertThat(afterARestart("org.wardgate.other")).isEmpty();
  }

  @Test
  void theFileOfAnotherIsRefused() throws Exception {
    kept.keep("org.wardgate.other", KEPT);
    Files.move(file("org.wardgate.other"), file(PID));
    isRefused();
  }

  @Test
  void aFileTornAnywhereIsRefused() throws Exception {
    kept.keep(PID, KEPT);
    byte[] whole = Files.readAllBytes(file(PID));
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(PID), java.util.Arrays.copyOf(whole, length));
      isRefused();
    }
  }

  @Test
  void aFileWithAnyByteChangedIsRefused() throws Exception {
    kept.keep(PID, KEPT);
    byte[] whole = Files.readAllBytes(file(PID));
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file(PID), changed);
      isRefused();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"value\tseconds", "thing\tx", "pid\tother", ""})
  void aWholeFileOfAnotherFormIsRefused(String line) throws Exception {
    String text = "wardgate last good configuration 1\n" + line + "\n";
    String digest = Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().hex();
    Files.writeString(file(PID), text + "sha256\t" + digest + "\n");
    isRefused();
  }

  @Test
  void aFileThatIsTooBigIsRefused() throws Exception {
    kept.keep(PID, KEPT);
    String whole = Files.readString(file(PID));
    Files.writeString(file(PID), "x".repeat(KeptConfigurations.FILE_MAX_BYTES) + whole);
    isRefused();
  }

  @Test
  void aLinkAndADirectoryAreRefused() throws Exception {
    kept.keep(PID, KEPT);
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(file(PID), elsewhere);
    Files.createSymbolicLink(file(PID), elsewhere);
    isRefused();
    Files.delete(file(PID));
    Files.createDirectory(file(PID));
    isRefused();
  }

  @Test
  void oneThatIsTooBigIsNotKeptAndTheOneBeforeIsNotTheLastGoodAnyMore() throws Exception {
    kept.keep(PID, KEPT);
    String huge = "x".repeat(KeptConfigurations.FILE_MAX_BYTES);
    kept.keep(PID, new Kept(Map.of("notes", huge), Set.of()));
    assertThat(afterARestart(PID)).isEmpty();
  }

  @Test
  void whatCannotBeWrittenLeavesNoOlderOneToComeBack() throws Exception {
    kept.keep(PID, KEPT);
    Path inTheWay = Path.of(file(PID) + ".tmp");
    Files.createDirectories(inTheWay.resolve("x"));
    kept.keep(PID, new Kept(Map.of("seconds", "8"), Set.of()));
    assertThat(afterARestart(PID)).isEmpty();
  }

  @Test
  void ofADeletedConfigurationNothingComesBack() throws Exception {
    kept.keep(PID, KEPT);
    kept.keep("org.wardgate.other", KEPT);
    kept.forget(PID);
    kept.forget("org.wardgate.unknown");
    assertThat(kept.of(PID)).isEmpty();
    assertThat(afterARestart(PID)).isEmpty();
    assertThat(afterARestart("org.wardgate.other")).contains(KEPT);
  }

  @Test
  void whatWaitsForTheDataDirectoryIsForgottenToo() throws Exception {
    there = false;
    kept.keep(PID, KEPT);
    kept.forget(PID);
    there = true;
    kept.keep("org.wardgate.other", KEPT);
    assertThat(afterARestart(PID)).isEmpty();
  }

  @Test
  void moreThanThereIsRoomForAreNotKept() throws Exception {
    for (int i = 0; i < KeptConfigurations.FILES_MAX_COUNT; i++) {
      Files.writeString(directory(KeptConfigurations.DIRECTORY).resolve("file-" + i), "");
    }
    kept.keep(PID, KEPT);
    assertThat(afterARestart(PID)).isEmpty();
  }

  @Test
  void beforeThereIsADataDirectoryNothingIsReadAndWhatIsToBeKeptWaits() throws Exception {
    kept.keep("org.wardgate.other", KEPT);
    there = false;
    KeptConfigurations early = new KeptConfigurations(this::data);
    assertThat(early.of("org.wardgate.other")).isEmpty();
    early.keep(PID, KEPT);
    assertThat(early.of(PID)).contains(KEPT);
    assertThat(file(PID)).doesNotExist();
    there = true;
    early.keep("org.wardgate.third", KEPT);
    assertThat(afterARestart(PID)).contains(KEPT);
    assertThat(early.of("org.wardgate.other")).contains(KEPT);
  }

  @Test
  void noMoreThanTheLimitWaits() throws Exception {
    there = false;
    for (int i = 0; i <= KeptConfigurations.WAITING_MAX_COUNT; i++) {
      kept.keep("pid-" + i, KEPT);
    }
    assertThat(kept.of("pid-0")).isPresent();
    assertThat(kept.of("pid-" + KeptConfigurations.WAITING_MAX_COUNT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/b", "", ".hidden", "über", "a\nb", "org.wardgate.test~ward 7"})
  void theNameOfAnInstanceLeadsNowhereElse(String pid) throws Exception {
    kept.keep(pid, KEPT);
    assertThat(afterARestart(pid)).contains(KEPT);
    assertThat(directory(KeptConfigurations.DIRECTORY).toFile().list())
        .singleElement()
        .asString()
        .matches("[0-9a-f]{64}\\.kept");
  }

  @Test
  void aPlaceThatCannotBeMadeStopsNothing() throws Exception {
    KeptConfigurations without =
        new KeptConfigurations(
            () ->
                Optional.of(
                    name -> {
                      throw new UncheckedIOException(new IOException("full"));
                    }));
    without.keep(PID, KEPT);
    assertThat(without.of("org.wardgate.other")).isEmpty();
  }
}
