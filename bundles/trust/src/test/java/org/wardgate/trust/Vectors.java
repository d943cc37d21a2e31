package org.wardgate.trust;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Published examples from outside this repository. */
final class Vectors {
  private Vectors() {}

  /** The rows of a CSV file without its heading; aborts the test if the vectors are absent. */
  static List<String[]> rows(String name) throws IOException {
    Path file = Path.of(System.getProperty("wardgate.vectors", ""), "trust", name);
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.exists(file), () -> "vectors are absent: " + file);
    }
    return Files.readAllLines(file).stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .map(line -> line.split(",", -1))
        .toList();
  }
}
