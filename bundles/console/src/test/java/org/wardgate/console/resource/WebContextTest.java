package org.wardgate.console.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the whiteboard reads of the components. */
class WebContextTest {
  private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
  private static final String SELECTED =
      "name=\"osgi.http.whiteboard.context.select\" type=\"String\""
          + " value=\"(osgi.http.whiteboard.context.name=wardgate)\"";

  private static List<String> components() throws IOException {
    List<String> components = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("target", "classes", "OSGI-INF"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
        components.add(Files.readString(file));
      }
    }
    return components;
  }

  @Test
  void everyServletIsInTheContextOfItsOwn() throws Exception {
    List<String> servlets = components().stream().filter(c -> c.contains(PATTERN)).toList();
    assertThat(servlets).hasSize(6).allSatisfy(c -> assertThat(c).contains(SELECTED));
  }

  @Test
  void theContextIsAtTheRootBeforeThoseOfKura() throws Exception {
    assertThat(components())
        .filteredOn(c -> c.contains("osgi.http.whiteboard.context.path"))
        .singleElement()
        .asString()
        .contains("name=\"osgi.http.whiteboard.context.name\" type=\"String\" value=\"wardgate\"")
        .contains("name=\"osgi.http.whiteboard.context.path\" type=\"String\" value=\"/\"")
        .contains("name=\"service.ranking\" type=\"Integer\" value=\"1000\"")
        .contains("org.osgi.service.http.context.ServletContextHelper");
  }
}
