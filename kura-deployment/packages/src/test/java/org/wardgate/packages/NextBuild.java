package org.wardgate.packages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.wardgate.packager.Main;

/**
 * A later build of the sources that were packed: every bundle of ours with a higher version and
 * another time, one of them with another content.
 *
 * @param work where it lies
 */
record NextBuild(Path work) {
  static final String VERSION = "1000.0.0";
  static final String CHANGED = "org.wardgate.trust";
  private static final String JAR = ".jar";

  /** The version of what was packed, as Maven writes it. */
  static String before() throws IOException {
    String name = String.valueOf(Packed.gateway().getFileName());
    return name.substring("org.wardgate.gateway-".length(), name.length() - ".dp".length());
  }

  /** Packs it with what was packed as the release before. */
  void pack() throws Exception {
    build();
    String anchors = System.getProperty("wardgate.signing.anchors", "");
    Main.main(
        new String[] {
          "features=" + work.resolve("features"),
          "jars=" + work.resolve("jars"),
          "out=" + work.resolve("out"),
          "loose=" + work.resolve("loose"),
          "version=" + VERSION,
          "time=2027-01-01T00:00:00Z",
          "bill=" + work.resolve("next.cdx.json"),
          "previous=" + Packed.gateway(),
          "previous-anchors="
              + (anchors.isEmpty()
                  ? Packed.PACKAGES.resolve("test-signing/anchors.pem").toString()
                  : anchors)
        });
  }

  Path file(String name) {
    return work.resolve("out/" + name + "-" + VERSION + ".dp");
  }

  private void build() throws IOException {
    Files.createDirectories(work.resolve("jars"));
    Files.createDirectories(work.resolve("features"));
    for (Path jar : list(Packed.TARGET.resolve("jars"))) {
      String name = String.valueOf(jar.getFileName());
      boolean ours = name.startsWith("org.wardgate.");
      Path next =
          work.resolve("jars").resolve(ours ? name.replace(before() + JAR, VERSION + JAR) : name);
      Files.write(next, ours ? rebuilt(name, Files.readAllBytes(jar)) : Files.readAllBytes(jar));
    }
    for (Path feature : list(Packed.TARGET.resolve("features"))) {
      Files.writeString(
          work.resolve("features").resolve(feature.getFileName()),
          Files.readString(feature).replace(before(), VERSION));
    }
    Files.writeString(
        work.resolve("next.cdx.json"), Files.readString(Packed.bill()).replace(before(), VERSION));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static byte[] rebuilt(String name, byte[] jar) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        // a fresh entry has the time of now, as in any later build
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(rebuilt(entry, in.readAllBytes()));
      }
      if (name.startsWith(CHANGED + "-")) {
        out.putNextEntry(new ZipEntry("org/wardgate/trust/changed"));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] rebuilt(ZipEntry entry, byte[] content) throws IOException {
    String name = entry.getName();
    if (!name.equals("META-INF/MANIFEST.MF") && !name.startsWith("META-INF/maven/org.wardgate/")) {
      return content;
    }
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace("Bundle-Version: " + before().replace('-', '.'), "Bundle-Version: " + VERSION)
        .replace("version=" + before(), "version=" + VERSION)
        .replace("<version>" + before() + "</version>", "<version>" + VERSION + "</version>")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
