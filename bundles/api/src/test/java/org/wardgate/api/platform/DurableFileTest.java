package org.wardgate.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;

class DurableFileTest {
  private static final Bytes OLD = Bytes.ofHex("0102030405");
  private static final Bytes NEW = Bytes.ofHex("0a");

  @Test
  void replacesAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x");
    DurableFile.write(file, OLD);
    DurableFile.write(file, NEW);

    assertThat(Bytes.of(Files.readAllBytes(file))).isEqualTo(NEW);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** A file of that name may be left by a process that was killed; it may be longer. */
  @Test
  void aLeftoverOfAnEarlierWriteDoesNotShowThrough(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("x.tmp"), OLD.toArray());
    DurableFile.write(folder.resolve("x"), NEW);

    assertThat(Bytes.of(Files.readAllBytes(folder.resolve("x")))).isEqualTo(NEW);
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldContent(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x");
    DurableFile.write(file, OLD);
    Files.createDirectory(folder.resolve("x.tmp"));

    assertThatThrownBy(() -> DurableFile.write(file, NEW)).isInstanceOf(IOException.class);
    assertThat(Bytes.of(Files.readAllBytes(file))).isEqualTo(OLD);
  }

  @Test
  void readsOneByteMoreThanAllowedAndNoMore(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x");
    DurableFile.write(file, OLD);

    assertThat(DurableFile.readAtMost(file, 5)).isEqualTo(OLD);
    assertThat(DurableFile.readAtMost(file, 2).length()).isEqualTo(3);
  }
}
