package org.wardgate.crypto.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wardgate.api.Bytes;

/** Real files that nobody here wrote. Without them tests are skipped, but not in CI. */
public final class Vectors {
  private Vectors() {}

  /** A file or folder below the vectors' folder. */
  public static Path path(String relative) {
    Path root = Path.of(System.getProperty("wardgate.vectors", "../../../shared/vectors"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(root).as("the folder of test vectors must be there in CI").isDirectory();
    }
    assumeTrue(Files.isDirectory(root), "no test vectors at " + root);
    return root.resolve(relative);
  }

  /** A file's content. */
  public static Bytes bytes(String relative) {
    try {
      return Bytes.of(Files.readAllBytes(path(relative)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text. */
  public static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
