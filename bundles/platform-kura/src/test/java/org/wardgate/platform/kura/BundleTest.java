package org.wardgate.platform.kura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Kura sees of the bundle. */
class BundleTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Map<String, String> RANGES =
      Map.ofEntries(
          Map.entry("org.eclipse.kura", "[1.7,2)"),
          Map.entry("org.eclipse.kura.audit", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.listener", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.message", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.publisher", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.request", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.subscriber", "[1.0,2)"),
          Map.entry("org.eclipse.kura.cloudconnection.subscriber.listener", "[1.0,2)"),
          Map.entry("org.eclipse.kura.configuration", "[1.2,2)"),
          Map.entry("org.eclipse.kura.crypto", "[1.3,2)"),
          Map.entry("org.eclipse.kura.identity", "[1.0,2)"),
          Map.entry("org.eclipse.kura.message", "[1.3,2)"),
          Map.entry("org.eclipse.kura.security.keystore", "[1.1,2)"),
          Map.entry("org.eclipse.kura.system", "[1.4,2)"));

  private static Attributes manifest() throws IOException {
    try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
      return new Manifest(in).getMainAttributes();
    }
  }

  /** The clauses of the header, in order. */
  private static List<String> imports() throws IOException {
    return List.of(manifest().getValue("Import-Package").split(",(?=[a-z])"));
  }

  @Test
  void importsOfKuraHaveTheRangesOfAConsumerAndThereAreNoOthers() throws Exception {
    List<String> clauses =
        imports().stream().filter(clause -> clause.startsWith("org.eclipse.kura")).toList();
    assertThat(clauses).hasSize(RANGES.size());
    for (String clause : clauses) {
      String name = clause.substring(0, clause.indexOf(';'));
      assertThat(clause).contains("version=\"" + RANGES.get(name) + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.eclipse.kura.identity",
        "org.eclipse.kura.audit",
        "org.osgi.service.useradmin",
        "org.osgi.service.metatype"
      })
  void whatAKuraMayLackIsOptional(String name) throws Exception {
    assertThat(imports())
        .anyMatch(
            clause -> clause.startsWith(name + ";") && clause.contains("resolution:=optional"));
  }

  @Test
  void nothingIsExportedOrContainedOfKura() throws Exception {
    assertThat(manifest().getValue("Export-Package")).isNull();
    assertThat(manifest().getValue("Private-Package")).doesNotContain("org.eclipse.kura");
    assertThat(CLASSES.resolve("org/eclipse")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.wardgate.platform.kura",
        "org.wardgate.platform.kura.vault",
        "org.wardgate.platform.kura.link",
        "org.wardgate.platform.kura.cloud",
        "org.wardgate.platform.kura.commands"
      })
  void configuredComponentsFollowKurasRules(String pid) throws Exception {
    String component = Files.readString(CLASSES.resolve("OSGI-INF/" + pid + ".xml"));
    assertThat(component)
        .contains("name=\"" + pid + "\"", "configuration-policy=\"require\"")
        .contains("immediate=\"true\"", "modified=\"updated\"")
        .contains("<property name=\"service.pid\" type=\"String\" value=\"" + pid + "\"/>")
        .contains("org.eclipse.kura.configuration.ConfigurableComponent");
    String form = Files.readString(CLASSES.resolve("OSGI-INF/metatype/" + pid + ".xml"));
    assertThat(form)
        .contains("<OCD id=\"" + pid + "\"")
        .containsPattern("<Designate (pid|factoryPid)=\"" + pid.replace(".", "\\.") + "\">")
        .contains("<Icon resource=\"OSGI-INF/icon.png\" size=\"32\"/>");
    assertThat(CLASSES.resolve("OSGI-INF/icon.png")).exists();
  }
}
