package org.wardgate.command.kura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;

class KuraSnapshotTest {
  private static final Attribute PORT =
      new Attribute("port", "Integer", false, "0", "65535", Set.of(), List.of("5684"));
  private static final Attribute NETWORKS =
      new Attribute("networks", "String", true, "", "", Set.of(), List.of());
  private static final Map<String, List<Attribute>> FORMS =
      Map.of("org.wardgate.a", List.of(PORT, NETWORKS));

  @TempDir Path folder = Path.of("");

  @Test
  void defaultsStandInForWhatIsNotConfigured() {
    String text = KuraSnapshot.text(FORMS, Map.of());
    assertThat(text)
        .contains("<esf:configuration pid=\"org.wardgate.a\">")
        .contains(
            "<esf:property array=\"false\" encrypted=\"false\" name=\"port\" type=\"Integer\">",
            "<esf:value>5684</esf:value>")
        .doesNotContain("networks");
  }

  @Test
  void whatIsConfiguredCountsAndIsEscaped() {
    Map<String, Object> values = Map.of("port", 1, "networks", List.of("a<b>&\"c\"", "d"));
    String text = KuraSnapshot.text(FORMS, Map.of("org.wardgate.a", values));
    assertThat(text)
        .contains("<esf:value>1</esf:value>")
        .contains("name=\"networks\"", "<esf:value>a&lt;b&gt;&amp;&quot;c&quot;</esf:value>")
        .doesNotContain("a<b>");
  }

  @Test
  void aPasswordThatNobodyGaveIsLeftOut() {
    Attribute secret = new Attribute("secret", "Password", false, "", "", Set.of(), List.of(""));
    assertThat(KuraSnapshot.text(Map.of("org.wardgate.a", List.of(secret)), Map.of()))
        .doesNotContain("name=\"secret\"");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("port", 65_536),
            Map.of("port", -1),
            Map.of("port", "many"),
            Map.of("port", "1.5"),
            Map.of("port", List.of(1)),
            Map.of("networks", "a\u0000b"),
            Map.of("unknown", 1))) {
      assertThatThrownBy(() -> KuraSnapshot.text(FORMS, Map.of("org.wardgate.a", bad)))
          .as("%s", bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> KuraSnapshot.text(FORMS, Map.of("org.wardgate.b", Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsTheFormsOfBundlesAndFeatureFiles() throws Exception {
    bundle("org.eclipse.kura.configuration.ConfigurableComponent", "");
    Path feature = folder.resolve("ward.json");
    Files.writeString(
        feature,
        """
        {"id": "org.wardgate:ward:1", "configurations": {
          "org.wardgate.a": {"port:Integer": 7, "file": "${wardgate.instance}/x"}}}
        """);
    assertThat(run(feature)).contains("<esf:value>7</esf:value>").doesNotContain("instance");
    assertThat(run(feature)).isEqualTo(run(feature));
  }

  @Test
  void aComponentWithoutTheMarkerIsNotConfigured() throws Exception {
    bundle("org.wardgate.api.Other", "");
    assertThat(run()).doesNotContain("pid=");
  }

  @Test
  void aMetatypeWithADoctypeIsRefused() throws Exception {
    bundle(
        "org.eclipse.kura.configuration.ConfigurableComponent",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
    assertThatThrownBy(this::run).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void aFeatureThatIsNoneIsRefused() throws Exception {
    Path feature = Files.writeString(folder.resolve("bad.json"), "{}");
    assertThatThrownBy(() -> run(feature)).isInstanceOf(RefusedException.class);
  }

  private String run(Path... features) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> words = java.util.Arrays.stream(features).map(Path::toString).toList();
    int exit = new KuraSnapshot(folder).run(words, new Terminal(stream, stream, false));
    assertThat(exit).isEqualTo(Exit.ACCEPTED);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void bundle(String service, String prolog) throws Exception {
    Path jar = folder.resolve("org.wardgate.a-1.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      entry(
          out,
          "OSGI-INF/org.wardgate.a.xml",
          "<component name='org.wardgate.a'><service><provide interface='"
              + service
              + "'/></service></component>");
      entry(
          out,
          "OSGI-INF/metatype/org.wardgate.a.xml",
          prolog
              + "<MetaData><OCD id='org.wardgate.a'><AD id='port' type='Integer' min='0' max='9'"
              + " default='5'/><AD id='file' type='String' default=''/></OCD>"
              + "<Designate pid='org.wardgate.a'><Object ocdref='org.wardgate.a'/></Designate>"
              + "</MetaData>");
    }
  }

  private static void entry(JarOutputStream out, String name, String text) throws Exception {
    out.putNextEntry(new JarEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }
}
