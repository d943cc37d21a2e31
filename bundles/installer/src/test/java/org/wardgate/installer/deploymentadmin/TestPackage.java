package org.wardgate.installer.deploymentadmin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes deployment packages. */
final class TestPackage {
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> jars = new LinkedHashMap<>();

  TestPackage(String version) {
    put(manifest.getMainAttributes(), "Manifest-Version", "1.0");
    put(manifest.getMainAttributes(), "DeploymentPackage-SymbolicName", "org.wardgate.gateway");
    put(manifest.getMainAttributes(), "DeploymentPackage-Version", version);
  }

  private static void put(Attributes attributes, String name, String value) {
    attributes.put(new Attributes.Name(name), value);
  }

  TestPackage bundle(String name, String version, Class<?> activator, String... imports)
      throws IOException {
    Manifest own = new Manifest();
    put(own.getMainAttributes(), "Manifest-Version", "1.0");
    put(own.getMainAttributes(), "Bundle-ManifestVersion", "2");
    put(own.getMainAttributes(), "Bundle-SymbolicName", name);
    put(own.getMainAttributes(), "Bundle-Version", version);
    put(own.getMainAttributes(), "Bundle-Activator", activator.getName());
    String packages = "org.osgi.framework" + (imports.length == 0 ? "" : "," + imports[0]);
    put(own.getMainAttributes(), "Import-Package", packages);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, own)) {
      String type = activator.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new JarEntry(type));
      try (InputStream in = activator.getClassLoader().getResourceAsStream(type)) {
        jar.write(Objects.requireNonNull(in).readAllBytes());
      }
    }
    Attributes section = new Attributes();
    put(section, "Bundle-SymbolicName", name);
    put(section, "Bundle-Version", version);
    manifest.getEntries().put(name + ".jar", section);
    jars.put(name + ".jar", bytes.toByteArray());
    return this;
  }

  Path in(Path file) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
        out.putNextEntry(new JarEntry(jar.getKey()));
        out.write(jar.getValue());
      }
    }
    return file;
  }
}
