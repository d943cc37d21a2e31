package org.wardgate.integration.kura;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;

/** Bundles made for a test: other versions of real ones, and bad ones. */
final class TestBundles {
  private TestBundles() {}

  /** The same bundle with other headers. */
  static UnaryOperator<byte[]> headers(Map<String, String> headers) {
    return jar -> {
      try {
        return rewritten(jar, headers);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static byte[] rewritten(byte[] jar, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
      Manifest manifest = new Manifest(in.getManifest());
      headers.forEach(manifest.getMainAttributes()::putValue);
      try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }

  /** A bundle of classes of this module, the first of which is its activator. */
  static byte[] activated(String symbolicName, String version, Class<? extends BundleActivator> by)
      throws IOException {
    return made(
        Map.of(
            "Bundle-SymbolicName",
            symbolicName,
            "Bundle-Version",
            version,
            "Bundle-Activator",
            by.getName(),
            "Import-Package",
            "org.osgi.framework"),
        List.of(by));
  }

  /** A bundle that nothing here can resolve. */
  static byte[] unresolvable(String symbolicName, String version) throws IOException {
    return made(
        Map.of(
            "Bundle-SymbolicName", symbolicName,
            "Bundle-Version", version,
            "Import-Package", "org.example.nobody.exports.it;version=\"[7,8)\""),
        List.of());
  }

  private static byte[] made(Map<String, String> headers, List<Class<?>> classes)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    headers.forEach(main::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(path));
        try (InputStream in = type.getResourceAsStream("/" + path)) {
          if (in == null) {
            throw new IOException(path);
          }
          in.transferTo(out);
        }
      }
    }
    return bytes.toByteArray();
  }
}
