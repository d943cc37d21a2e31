package org.wardgate.integration.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The distribution's features as Pax Exam options: the same bundles that a hospital runs. */
final class GatewayOptions {
  private static final List<String> FEATURES = List.of("core", "coap", "console", "felix");
  private static final Path DISTRIBUTION = Path.of(System.getProperty("wardgate.distribution", ""));

  private GatewayOptions() {}

  static Option gateway() throws IOException {
    List<Option> options = new ArrayList<>();
    for (String feature : FEATURES) {
      JsonNode node =
          new ObjectMapper()
              .readTree(DISTRIBUTION.resolve("features").resolve(feature + ".json").toFile());
      for (JsonNode entry : node.path("bundles")) {
        options.add(
            bundle("reference:" + jar(entry.path("id").asText()).toUri())
                .startLevel(entry.path("start-order").asInt(10)));
      }
    }
    options.add(junitBundles());
    options.add(frameworkStartLevel(100));
    options.add(frameworkProperty("org.apache.felix.http.require.config").value("true"));
    options.add(systemProperty("org.wardgate.programs.any").value("true"));
    options.add(systemPackages(slf4jPackages()));
    options.add(
        systemProperty("wardgate.framework").value(System.getProperty("wardgate.framework", "?")));
    return composite(options.toArray(Option[]::new));
  }

  /** As the launcher has it: for bundles that want slf4j 1.7 and for those that want 2. */
  private static String[] slf4jPackages() {
    List<String> packages = new ArrayList<>();
    for (String version : List.of("1.7.36", "2.0.17")) {
      for (String name : List.of("org.slf4j", "org.slf4j.spi", "org.slf4j.event")) {
        packages.add(name + ";version=\"" + version + "\"");
      }
    }
    packages.add("org.slf4j.helpers;version=\"2.0.17\"");
    return packages.toArray(String[]::new);
  }

  /** A bundle of the distribution's repository by its Maven id. */
  private static Path jar(String id) throws IOException {
    String[] parts = id.split(":", -1);
    String name = parts[1] + "-" + parts[2] + ".jar";
    try (Stream<Path> files = Files.walk(DISTRIBUTION.resolve("repository"))) {
      return files
          .filter(f -> f.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow(() -> new IOException(name + " is not in the distribution"));
    }
  }
}
