package org.wardgate.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of style that a compiler does not know. */
class SourceRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("wardgate.root", "../.."));
  private static final int FILE_MAX_LINES = 500;
  private static final List<String> DRAWERS =
      List.of("Util.java", "Utils.java", "Helper.java", "Helpers.java", "Misc.java", "Common.java");

  private static List<Path> sources(String... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void filesAreSmall() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources("bundles", "kura-deployment", "device-emulators")) {
      try (Stream<String> lines = Files.lines(file)) {
        long count = lines.count();
        if (count > FILE_MAX_LINES) {
          tooLong.add(file + ": " + count);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void thereAreNoDrawers() throws IOException {
    assertThat(sources("bundles", "kura-deployment", "device-emulators"))
        .noneMatch(f -> DRAWERS.stream().anyMatch(d -> f.getFileName().toString().endsWith(d)));
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    List<Path> unmarked = new ArrayList<>();
    for (Path file : sources("bundles", "kura-deployment", "device-emulators")) {
      Path info = file.resolveSibling("package-info.java");
      boolean marked = Files.exists(info) && Files.readString(info).contains("@NullMarked");
      boolean test = file.toString().contains("/src/test/");
      if (!marked && !test) {
        unmarked.add(file);
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void testsDoNotSleep() throws IOException {
    List<Path> sleepers = new ArrayList<>();
    for (Path file : sources("bundles", "kura-deployment", "integration-tests")) {
      if (file.toString().contains("/src/test/")
          && !file.endsWith("SourceRulesTest.java")
          && Files.readString(file).contains("Thread.sleep(")) {
        sleepers.add(file);
      }
    }
    assertThat(sleepers).isEmpty();
  }
}
