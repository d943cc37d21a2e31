package org.wardgate.integration.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a test cannot do without: where it is missing the test is skipped, under CI it fails. */
final class Need {
  private Need() {}

  /** Programs, found on the path. */
  static void programs(String... names) {
    List<String> missing = Stream.of(names).filter(name -> !found(name)).toList();
    boolean ci = "true".equals(System.getenv("CI"));
    if (ci && !missing.isEmpty()) {
      throw new AssertionError("missing: " + missing);
    }
    assumeTrue(missing.isEmpty(), "missing: " + missing);
  }

  private static boolean found(String name) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
