package org.wardgate.mud;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;

/** Real files that nobody here wrote. */
public final class Vectors {
  private Vectors() {}

  /** The folder of MUD vectors; skips the test if it is absent, fails it in CI. */
  public static Path mud() {
    Path folder = Path.of(System.getProperty("wardgate.vectors", "../../../shared/vectors"), "mud");
    if (!Files.isDirectory(folder)) {
      if ("true".equals(System.getenv("CI"))) {
        fail("no vectors under " + folder);
      }
      assumeTrue(false, "no vectors under " + folder);
    }
    return folder;
  }

  /** Every JSON file of the vectors, sorted. */
  public static List<Path> jsonFiles() {
    try (Stream<Path> files = Files.walk(mud())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a file. */
  public static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
