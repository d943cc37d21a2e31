package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReversePathTest {
  @TempDir private Path settings = Path.of("");

  @Test
  void marksCountWhereAnyInterfaceIsChecked() throws Exception {
    interfaceWith("all", "0");
    interfaceWith("br0", "0");
    interfaceWith("up0", "2");

    new ReversePath(settings, "br0").letMarksCount();

    assertThat(marks()).isEqualTo("1");
  }

  @Test
  void nothingIsTouchedWhereNobodyIsChecked() throws Exception {
    interfaceWith("all", "0");
    interfaceWith("br0", "0");

    new ReversePath(settings, "br0").letMarksCount();

    assertThat(marks()).isEqualTo("0");
  }

  @Test
  void nothingIsTouchedWhereTheWardIsNot() throws Exception {
    interfaceWith("all", "1");
    interfaceWith("eth0", "1");

    new ReversePath(settings, "br0").letMarksCount();

    assertThat(marks()).isEqualTo("0");
  }

  @Test
  void whatCannotBeWrittenIsNoFailure() throws Exception {
    interfaceWith("all", "1");
    interfaceWith("br0", "1");
    Files.delete(settings.resolve("all/src_valid_mark"));
    Files.createDirectory(settings.resolve("all/src_valid_mark"));
    ReversePath path = new ReversePath(settings, "br0");

    assertThatCode(path::letMarksCount).doesNotThrowAnyException();
    assertThatCode(path::letMarksCount).doesNotThrowAnyException();
  }

  private String marks() throws IOException {
    return Files.readString(settings.resolve("all/src_valid_mark")).strip();
  }

  private void interfaceWith(String name, String check) throws IOException {
    Path folder = Files.createDirectory(settings.resolve(name));
    Files.writeString(folder.resolve("rp_filter"), check + "\n");
    Files.writeString(folder.resolve("src_valid_mark"), "0\n");
  }
}
