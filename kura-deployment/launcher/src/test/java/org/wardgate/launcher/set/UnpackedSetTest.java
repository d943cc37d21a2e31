package org.wardgate.launcher.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedSetTest {

  private static final String JAR = "repository/a-1.jar";
  private static final String FEATURE = "features/core.json";

  @TempDir Path work = Path.of("");

  private Path pack(String... names) throws IOException {
    Path file = work.resolve("update.dp");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  private Path folder() {
    return work.resolve("sets/id");
  }

  private void unpack(Path file) throws IOException {
    new SetFolders(List.of(), folder -> Long.MAX_VALUE).unpack(file, folder());
  }

  @Test
  void whatLiesThereAndIsThePackagesStays() throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    unpack(file);
    FileTime early = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(folder().resolve(JAR), early);
    unpack(file);
    assertThat(Files.getLastModifiedTime(folder().resolve(JAR))).isEqualTo(early);
  }

  @ParameterizedTest
  @ValueSource(strings = {JAR, FEATURE})
  void aFileThatWasChangedIsUnpackedAfresh(String name) throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    unpack(file);
    String good = Files.readString(folder().resolve(name));
    Files.writeString(folder().resolve(name), good.replace('c', 'C'));
    unpack(file);
    assertThat(folder().resolve(name)).hasContent(good);
  }

  @Test
  void aFileThatWasAddedGoes() throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    unpack(file);
    Path added = Files.writeString(folder().resolve("features/demo.json"), "{}");
    unpack(file);
    assertThat(added).doesNotExist();
    assertThat(folder().resolve(JAR)).exists();
  }

  @Test
  void aFileThatIsMissingComesBack() throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    unpack(file);
    Files.delete(folder().resolve(JAR));
    unpack(file);
    assertThat(folder().resolve(JAR)).exists();
  }

  @Test
  void aDiskThatWouldBeTooFullIsLeftAsItIs() throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    SetFolders folders = new SetFolders(List.of(), folder -> SetFolders.RESERVE_BYTES + 1);
    assertThatThrownBy(() -> folders.unpack(file, folder()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("are free");
    assertThat(work.resolve("sets")).isEmptyDirectory();
  }

  @Test
  void whatIsThereNeedsNoSpace() throws Exception {
    Path file = pack("a-1.jar", FEATURE);
    unpack(file);
    new SetFolders(List.of(), folder -> 0).unpack(file, folder());
    assertThat(folder().resolve(JAR)).exists();
  }

  @Test
  void aJarDeeperThanAnyBodyLooksIsRefused() throws Exception {
    Path file = pack("one/two/a-1.jar", FEATURE);
    assertThatThrownBy(() -> unpack(file)).hasMessageContaining("one folder deep");
    assertThat(folder()).doesNotExist();
  }
}
