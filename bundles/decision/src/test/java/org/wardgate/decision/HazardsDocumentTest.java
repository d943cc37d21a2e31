package org.wardgate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A control whose test is gone is a claim. */
class HazardsDocumentTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+)#([a-z][A-Za-z0-9]+)`");
  private static final List<String> FOLDERS =
      List.of("bundles", "integration-tests", "kura-deployment", "device-emulators");

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/hazards.md"))) {
      folder = java.util.Objects.requireNonNull(folder.getParent(), "no docs/hazards.md above");
    }
    return folder;
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Path root = root();
    Map<String, List<String>> sources = testSources(root);
    Matcher named = NAMED.matcher(Files.readString(root.resolve("docs/hazards.md")));
    List<String> missing = new ArrayList<>();
    int count = 0;
    while (named.find()) {
      count++;
      Pattern method = Pattern.compile("void " + named.group(2) + "\\(");
      boolean there =
          sources.getOrDefault(named.group(1), List.of()).stream()
              .anyMatch(source -> method.matcher(source).find());
      if (!there) {
        missing.add(named.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(count).isGreaterThan(60);
  }

  private static Map<String, List<String>> testSources(Path root) {
    return FOLDERS.stream()
        .map(root::resolve)
        .flatMap(HazardsDocumentTest::javaFiles)
        .collect(
            Collectors.groupingBy(
                file -> name(file), Collectors.mapping(f -> read(f), Collectors.toList())));
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && f.toString().contains("/src/test/"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ".java".length());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
