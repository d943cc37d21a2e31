package org.wardgate.packager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A release with few bundles, built as Maven and bnd build ours: {@code alpha}, {@code beta}, the
 * Kura and the Felix edition, the installer, and one library of others.
 */
final class SmallRelease {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T10:00:00Z"), ZoneOffset.UTC);
  static final List<String> OURS =
      List.of("alpha", "beta", "platform-kura", "platform-felix", "installer");
  private static final String LIBRARY = "org.third.library";

  private final Path folder;
  private final String version;
  private final Path keys;

  /** What each jar holds besides its manifest and Maven's files. */
  private final Map<String, String> code = new LinkedHashMap<>();

  private final Map<String, String> headers = new LinkedHashMap<>();
  private String time = "2026-11-01T00:00:00Z";
  private String libraryVersion = "3.0.0";

  /** One whose jars all hold the same as those of any other. */
  SmallRelease(Path folder, String version, Path keys) {
    this.folder = folder;
    this.version = version;
    this.keys = keys;
    OURS.forEach(name -> code.put(name, "code of " + name));
  }

  SmallRelease changed(String bundle) {
    code.put(bundle, "better code of " + bundle);
    return this;
  }

  SmallRelease header(String bundle, String header) {
    headers.put(bundle, header);
    return this;
  }

  SmallRelease builtAt(String at) {
    time = at;
    return this;
  }

  SmallRelease library(String itsVersion, String content) {
    libraryVersion = itsVersion;
    code.put(LIBRARY, content);
    return this;
  }

  Path file(String name) {
    return folder.resolve("out/" + name + "-" + version + ".dp");
  }

  Path gateway() {
    return file("org.wardgate.gateway");
  }

  Path standalone() {
    return file("org.wardgate.gateway-standalone");
  }

  /** Builds the jars and packs them; what was printed. */
  String pack(String... more) throws Exception {
    for (String name : OURS) {
      String symbolicName = "org.wardgate." + name;
      jar(symbolicName + "-" + version + ".jar", symbolicName, OsgiVersions.of(version).toString());
    }
    jar(LIBRARY + "-" + libraryVersion + ".jar", LIBRARY, libraryVersion);
    feature(
        "core",
        ours("alpha", 9),
        "org.third:" + LIBRARY + ":" + libraryVersion + "\", \"start-order\": 1");
    feature("coap", ours("beta", 20));
    feature("console");
    feature("kura", ours("platform-kura", 5));
    feature("felix", ours("platform-felix", 5));
    return run("out", more);
  }

  /** Packs the jars that are there. */
  String run(String out, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "features=" + folder.resolve("features"),
                "jars=" + folder.resolve("jars"),
                "out=" + folder.resolve(out),
                "version=" + version,
                "time=" + time,
                "signing-key=" + keys.resolve("key.pem"),
                "signing-chain=" + keys.resolve("chain.pem")));
    arguments.addAll(List.of(more));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Main.run(arguments, CLOCK, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The arguments that make this one the release before. */
  String[] before() {
    return new String[] {
      "previous=" + gateway(), "previous-anchors=" + keys.resolve("anchors.pem")
    };
  }

  private String ours(String name, int order) {
    return "org.wardgate:org.wardgate." + name + ":" + version + "\", \"start-order\": " + order;
  }

  private void feature(String name, String... bundles) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String bundle : bundles) {
      entries.add("{\"id\": \"" + bundle + "}");
    }
    Files.createDirectories(folder.resolve("features"));
    Files.writeString(
        folder.resolve("features/" + name + ".json"),
        "{\"id\": \"g:"
            + name
            + ":"
            + version
            + "\", \"bundles\": ["
            + String.join(",", entries)
            + "]}");
  }

  private void jar(String file, String symbolicName, String bundleVersion) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
    manifest.getMainAttributes().putValue("Bundle-Version", bundleVersion);
    String name = symbolicName.replace("org.wardgate.", "");
    if (headers.containsKey(name)) {
      manifest.getMainAttributes().putValue("Import-Package", headers.get(name));
    }
    String maven = "META-INF/maven/org.wardgate/" + symbolicName + "/";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      manifest.write(text);
      put(jar, "META-INF/MANIFEST.MF", text.toString(StandardCharsets.UTF_8));
      put(jar, "x/X.class", code.getOrDefault(name, ""));
      if (symbolicName.startsWith("org.wardgate.")) {
        put(jar, maven + "pom.properties", "version=" + version + "\n");
        put(jar, maven + "pom.xml", pom());
      }
    }
    Files.createDirectories(folder.resolve("jars"));
    Files.write(folder.resolve("jars/" + file), bytes.toByteArray());
  }

  private String pom() {
    return "<project><parent><version>" + version + "</version></parent></project>";
  }

  private void put(JarOutputStream jar, String name, String content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.ofInstant(Instant.parse(time), ZoneOffset.UTC));
    jar.putNextEntry(entry);
    jar.write(content.getBytes(StandardCharsets.UTF_8));
    jar.closeEntry();
  }

  static byte[] entry(Path zip, String name) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        var in = file.getInputStream(file.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  /** The jars of a package. */
  static List<String> jars(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".jar")).toList();
    }
  }
}
