package org.wardgate.integration.kura;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A deployment package that tests take apart and put together differently.
 *
 * @param headers of the package, in order
 * @param bundles in the order of installation
 */
record DeployablePackage(Map<String, String> headers, List<Part> bundles) {
  private static final String VERSION = "DeploymentPackage-Version";
  private static final String LINE = "\r\n";

  /** One bundle of it. */
  static final class Part {
    private final String path;
    private final String symbolicName;
    private final String version;
    private final byte[] jar;

    private Part(String path, String symbolicName, String version, byte[] jar) {
      this.path = path;
      this.symbolicName = symbolicName;
      this.version = version;
      this.jar = jar;
    }

    static Part of(byte[] jar) throws IOException {
      try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
        Attributes main = in.getManifest().getMainAttributes();
        String name = main.getValue("Bundle-SymbolicName").split(";", 2)[0].strip();
        return new Part(name + ".jar", name, main.getValue("Bundle-Version"), jar);
      }
    }

    String symbolicName() {
      return symbolicName;
    }

    String version() {
      return version;
    }
  }

  DeployablePackage {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    bundles = List.copyOf(bundles);
  }

  static DeployablePackage read(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file);
        JarInputStream in = new JarInputStream(content)) {
      Attributes main = in.getManifest().getMainAttributes();
      List<Part> parts = new ArrayList<>();
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        Attributes section = entry.getAttributes();
        if (section != null && section.getValue("Bundle-SymbolicName") != null) {
          parts.add(
              new Part(
                  entry.getName(),
                  section.getValue("Bundle-SymbolicName"),
                  section.getValue("Bundle-Version"),
                  in.readAllBytes()));
        }
      }
      Map<String, String> headers = new LinkedHashMap<>();
      main.forEach((name, value) -> headers.put(name.toString(), value.toString()));
      return new DeployablePackage(headers, parts);
    }
  }

  String version() {
    return headers.getOrDefault(VERSION, "");
  }

  DeployablePackage withVersion(String other) {
    return withHeader(VERSION, other);
  }

  DeployablePackage withHeader(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new DeployablePackage(changed, bundles);
  }

  DeployablePackage with(Part added) {
    List<Part> parts = new ArrayList<>(bundles);
    parts.add(added);
    return new DeployablePackage(headers, parts);
  }

  /** The same package with one bundle's jar changed. */
  DeployablePackage changing(String bundle, UnaryOperator<byte[]> change) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Part part : bundles) {
      if (part.symbolicName.equals(bundle)) {
        Part changed = Part.of(change.apply(part.jar));
        parts.add(new Part(part.path, part.symbolicName, changed.version, changed.jar));
      } else {
        parts.add(part);
      }
    }
    return new DeployablePackage(headers, parts);
  }

  /** As a file: the manifest first, then every bundle. */
  byte[] bytes() throws IOException {
    StringBuilder manifest = new StringBuilder(2048);
    manifest.append("Manifest-Version: 1.0").append(LINE);
    headers.forEach(
        (name, value) -> {
          if (!name.equals("Manifest-Version")) {
            manifest.append(name).append(": ").append(value).append(LINE);
          }
        });
    for (Part part : bundles) {
      manifest.append(LINE).append("Name: ").append(part.path).append(LINE);
      manifest.append("Bundle-SymbolicName: ").append(part.symbolicName).append(LINE);
      manifest.append("Bundle-Version: ").append(part.version).append(LINE);
    }
    manifest.append(LINE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(1);
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
      for (Part part : bundles) {
        out.putNextEntry(new ZipEntry(part.path));
        out.write(part.jar);
      }
    }
    return bytes.toByteArray();
  }
}
