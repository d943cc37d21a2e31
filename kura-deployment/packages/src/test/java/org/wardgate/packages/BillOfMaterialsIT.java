package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

/** Whoever asks which gateways have a library gets a true answer. */
class BillOfMaterialsIT {
  /** What the bundles' build changes in the classes of others: nothing. */
  private static final Path LIBRARIES = Packed.TARGET.resolve("libraries");

  private static JsonNode bill() throws IOException {
    return new ObjectMapper().readTree(Packed.bill().toFile());
  }

  @Test
  void itListsEveryBundleOfEveryPackage() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : bill().path("components")) {
      listed.add(component.path("name").asText() + "-" + component.path("version").asText());
    }
    for (Path dp : List.of(Packed.gateway(), Packed.installer(), Packed.standalone())) {
      for (String name : Packed.names(dp)) {
        if (name.endsWith(".jar")) {
          assertThat(listed).contains(name.substring(0, name.length() - ".jar".length()));
        }
      }
    }
  }

  @Test
  void eachComponentHasALicenceAHashAndAnAddress() throws Exception {
    JsonNode bill = bill();
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("components")).hasSizeGreaterThan(50);
    for (JsonNode component : bill.path("components")) {
      String name = component.path("purl").asText();
      assertThat(name).startsWith("pkg:maven/");
      assertThat(component.path("licenses")).as(name).isNotEmpty();
      for (JsonNode choice : component.path("licenses")) {
        JsonNode licence = choice.path("license");
        assertThat(
                licence.path("id").asText()
                    + licence.path("name").asText()
                    + choice.path("expression").asText())
            .as(name)
            .isNotBlank();
      }
      assertThat(component.path("hashes").findValuesAsText("alg")).as(name).contains("SHA-256");
    }
  }

  @Test
  void itIsWhatTheSchemaOfCycloneDx16Asks() throws Exception {
    JsonParser parser = new JsonParser();
    assertThat(bill().path("specVersion").asText()).isEqualTo("1.6");
    assertThat(parser.validate(Packed.bill().toFile(), Version.VERSION_16)).isEmpty();
    // so that an answer above means something
    String broken =
        Files.readString(Packed.bill())
            .replaceFirst("\"type\"( ?): \"library\"", "\"type\"$1: \"x\"");
    assertThat(parser.validate(broken.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
        .isNotEmpty();
  }

  @Test
  void theHashesAreThoseOfTheJarsInThePackages() throws Exception {
    assertHashes(bill(), List.of(Packed.gateway(), Packed.installer(), Packed.standalone()));
  }

  /** Compares the hashes a bill has with the bytes of every jar in some packages. */
  static void assertHashes(JsonNode bill, List<Path> packages) throws Exception {
    Map<String, List<String>> hashes = new HashMap<>();
    for (JsonNode component : bill.path("components")) {
      hashes.put(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar",
          component.path("hashes").findValuesAsText("content"));
    }
    for (Path dp : packages) {
      try (ZipFile zip = new ZipFile(dp.toFile())) {
        for (String jar : Packed.names(dp).stream().filter(n -> n.endsWith(".jar")).toList()) {
          try (InputStream in = zip.getInputStream(zip.getEntry(jar))) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(hashes.getOrDefault(jar, List.of()))
                .as(jar)
                .contains(HexFormat.of().formatHex(digest));
          }
        }
      }
    }
  }

  /** By the bytes of the classes: a library in another version than the one listed is found. */
  @Test
  void everyClassOfOthersInOurBundlesIsOfALibraryThatIsListed() throws Exception {
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : bill().path("components")) {
      listed.add(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
    }
    List<ZipFile> libraries = new ArrayList<>();
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      for (Path file : files.sorted().toList()) {
        if (listed.contains(file.getFileName().toString())) {
          libraries.add(new ZipFile(file.toFile()));
        }
      }
    }
    List<String> unknown = new ArrayList<>();
    for (Path dp : List.of(Packed.gateway(), Packed.installer())) {
      for (String jar : Packed.names(dp).stream().filter(n -> n.endsWith(".jar")).toList()) {
        unknown.addAll(unknown(dp, jar, libraries));
      }
    }
    for (ZipFile library : libraries) {
      library.close();
    }
    assertThat(unknown).isEmpty();
  }

  private static List<String> unknown(Path dp, String jar, List<ZipFile> libraries)
      throws IOException {
    List<String> unknown = new ArrayList<>();
    try (ZipFile zip = new ZipFile(dp.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(jar));
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("org/wardgate/")
            && !isIn(libraries, name, entries.readAllBytes())) {
          unknown.add(jar + ": " + name);
        }
      }
    }
    return unknown;
  }

  private static boolean isIn(List<ZipFile> libraries, String name, byte[] bytes)
      throws IOException {
    for (ZipFile library : libraries) {
      ZipEntry entry = library.getEntry(name);
      if (entry != null) {
        try (InputStream in = library.getInputStream(entry)) {
          if (Arrays.equals(in.readAllBytes(), bytes)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
