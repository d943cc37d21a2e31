package org.wardgate.launcher.framework;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.wardgate.launcher.feature.MavenId;
import org.wardgate.launcher.plan.PlannedBundle;

/** Makes bundles. */
final class TestJar {

  private static final List<Class<?>> CLASSES =
      List.of(CountingActivator.class, ThrowingActivator.class, TestComponent.class);

  private final Manifest manifest = new Manifest();
  private final List<String[]> texts = new ArrayList<>();
  private final MavenId id;

  private TestJar(MavenId id) {
    this.id = id;
    header("Manifest-Version", "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", id.artifact());
    header("Bundle-Version", id.version());
    header("Import-Package", "org.osgi.framework");
  }

  static TestJar of(String artifact, String version) {
    return new TestJar(new MavenId("test", artifact, version));
  }

  TestJar header(String name, String value) {
    manifest.getMainAttributes().put(new Attributes.Name(name), value);
    return this;
  }

  TestJar counting() {
    return header("Bundle-Activator", CountingActivator.class.getName());
  }

  TestJar throwing() {
    return header("Bundle-Activator", ThrowingActivator.class.getName());
  }

  TestJar component(String attributes, String content) {
    header("Service-Component", "OSGI-INF/component.xml");
    texts.add(
        new String[] {
          "OSGI-INF/component.xml",
          """
          <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="test.component"
              immediate="true" %s>
            <implementation class="%s"/>%s
          </scr:component>
          """
              .formatted(attributes, TestComponent.class.getName(), content)
        });
    return this;
  }

  /** Writes the jar, and plans it. */
  PlannedBundle in(Path folder, int startOrder) throws IOException {
    Path file = folder.resolve(id.fileName());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> type : CLASSES) {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream in = TestJar.class.getClassLoader().getResourceAsStream(name)) {
          jar.write(Objects.requireNonNull(in, name).readAllBytes());
        }
      }
      for (String[] text : texts) {
        jar.putNextEntry(new JarEntry(text[0]));
        jar.write(text[1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return new PlannedBundle(
        id, startOrder, file, id + "@" + manifest.getMainAttributes().hashCode());
  }
}
