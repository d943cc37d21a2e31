package org.wardgate.updater.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A small bundle.
 *
 * @param name symbolic name
 * @param version its version
 * @param headers further ones
 * @param content of its one file
 */
public record TestBundle(String name, String version, Map<String, String> headers, String content) {
  /** One without imports and exports. */
  public static TestBundle of(String name, String version) {
    return new TestBundle(name, version, Map.of(), name + version);
  }

  /** The same with another header. */
  public TestBundle with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new TestBundle(name, version, more, content);
  }

  /** The same with another file. */
  public TestBundle containing(String text) {
    return new TestBundle(name, version, headers, text);
  }

  /** Its file in a package. */
  public String path() {
    return name + "-" + version + ".jar";
  }

  /** The jar. */
  public byte[] jar() {
    StringBuilder manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
    manifest.append("Bundle-ManifestVersion: 2\r\n");
    manifest.append("Bundle-SymbolicName: ").append(name).append("\r\n");
    manifest.append("Bundle-Version: ").append(version).append("\r\n");
    headers.forEach((key, value) -> manifest.append(wrapped(key + ": " + value)));
    manifest.append("\r\n");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", utf8(manifest.toString()));
    entries.put("org/wardgate/test/file.txt", utf8(content));
    return zip(entries);
  }

  /** Writes the jar. */
  public Path write(Path folder) throws IOException {
    return Files.write(folder.resolve(path()), jar());
  }

  /** A zip of these entries. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry fresh = new ZipEntry(entry.getKey());
        fresh.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0)); // the same zip whenever it is made
        zip.putNextEntry(fresh);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String wrapped(String line) {
    StringBuilder text = new StringBuilder();
    int width = 70;
    for (int at = 0; at < line.length(); at += width) {
      text.append(at == 0 ? "" : " ");
      text.append(line, at, Math.min(line.length(), at + width)).append("\r\n");
    }
    return text.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
