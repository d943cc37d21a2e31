package org.wardgate.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.ErrorCode;

/** Codes are unique, documented, and written for people. */
class ErrorCatalogueTest {
  private static final Path ROOT = Path.of(System.getProperty("wardgate.root", "../.."));

  private static List<ErrorCode> catalogue() throws Exception {
    Path classes = Path.of("target/classes");
    List<ErrorCode> codes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Errors.class")).toList()) {
        String path = classes.relativize(file).toString();
        codes.addAll(codesOf(Class.forName(path.replace('/', '.').replace(".class", ""))));
      }
    }
    codes.sort(Comparator.comparing(ErrorCode::code));
    return codes;
  }

  private static List<ErrorCode> codesOf(Class<?> type) throws IllegalAccessException {
    List<ErrorCode> codes = new ArrayList<>();
    for (var field : type.getFields()) {
      if (field.getType() == ErrorCode.class && Modifier.isStatic(field.getModifiers())) {
        codes.add((ErrorCode) field.get(null));
      }
    }
    return codes;
  }

  /** A row of {@code docs/errors.md}. */
  private static String row(ErrorCode code) {
    return "| `" + code.code() + "` | " + code.reason() + " | " + code.remedy() + " |";
  }

  @Test
  void everyCodeIsUnique() throws Exception {
    assertThat(catalogue())
        .hasSizeGreaterThan(50)
        .extracting(ErrorCode::code)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyCodeIsDocumentedAndNothingElseIs() throws Exception {
    List<String> documented =
        Files.readAllLines(ROOT.resolve("docs/errors.md")).stream()
            .filter(line -> line.startsWith("| `WG-"))
            .toList();
    Path expected = Path.of("target/errors.md");
    List<String> rows = catalogue().stream().map(ErrorCatalogueTest::row).toList();
    write(expected, rows);
    assertThat(documented)
        .as("docs/errors.md; %s has the rows as they should be", expected.toAbsolutePath())
        .containsExactlyElementsOf(rows);
  }

  private static void write(Path file, List<String> rows) throws IOException {
    Files.write(file, rows);
  }

  @Test
  void reasonsAndRemediesAreOneReadableLine() throws Exception {
    for (ErrorCode code : catalogue()) {
      assertThat(code.reason()).as(code.code()).hasSizeBetween(10, 140).doesNotContain("\n", "|");
      assertThat(code.remedy()).as(code.code()).hasSizeBetween(5, 160).doesNotContain("\n", "|");
    }
  }
}
