package org.wardgate.packager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.wardgate.api.Bytes;

/**
 * What a bundle is but for its version. Three places repeat the version, and nothing else is
 * overlooked in them: the header {@code Bundle-Version}; the line {@code version=} of Maven's
 * {@code pom.properties}; the parent's version in the bundle's own {@code pom.xml}. Both files must
 * be the bundle's own and say the bundle's version. Order, times and compression of the jar's
 * entries do not count, nor do its directories. Everything else does.
 *
 * @param digests of each file by its name, with the version taken out
 */
record VersionlessContent(Map<String, Bytes> digests) {
  private static final String MAVEN = "META-INF/maven/org.wardgate/";
  private static final String BUNDLE_VERSION = "Bundle-Version";

  VersionlessContent {
    digests = Map.copyOf(digests);
  }

  /** That of a bundle. */
  static VersionlessContent of(BundleFile bundle) throws PackagingException {
    try {
      Map<String, Bytes> files = ZipFiles.of(bundle.content()).byName();
      Map<String, Bytes> digests = new TreeMap<>();
      files.forEach((name, content) -> digests.put(name, content.sha256()));
      digests.put(
          JarFile.MANIFEST_NAME,
          digest(manifest(files.getOrDefault(JarFile.MANIFEST_NAME, Bytes.EMPTY))));
      String own = MAVEN + bundle.symbolicName() + "/";
      Bytes properties = files.get(own + "pom.properties");
      Bytes pom = files.get(own + "pom.xml");
      String version = properties == null ? "" : mavenVersion(text(properties));
      if (properties != null && says(version, bundle)) {
        digests.put(own + "pom.properties", digest(withoutVersionLine(text(properties), version)));
        if (pom != null) {
          digests.put(own + "pom.xml", digest(withoutParentVersion(text(pom), version)));
        }
      }
      return new VersionlessContent(digests);
    } catch (IOException | IllegalArgumentException e) {
      throw new PackagingException(bundle.name() + " cannot be compared: " + e.getMessage(), e);
    }
  }

  private static String manifest(Bytes content) throws IOException {
    Manifest manifest = new Manifest(new ByteArrayInputStream(content.toArray()));
    manifest.getMainAttributes().remove(new Attributes.Name(BUNDLE_VERSION));
    StringBuilder text = new StringBuilder(lines(manifest.getMainAttributes()));
    new TreeMap<>(manifest.getEntries())
        .forEach(
            (name, section) -> text.append("\n ").append(name).append('\n').append(lines(section)));
    return text.toString();
  }

  /** A line each: neither names nor values have line ends, so that none looks like two. */
  private static String lines(Attributes attributes) {
    Map<String, String> sorted = new TreeMap<>();
    attributes.forEach((name, value) -> sorted.put(String.valueOf(name), String.valueOf(value)));
    StringBuilder text = new StringBuilder();
    sorted.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private static String mavenVersion(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties.getProperty("version", "");
  }

  private static boolean says(String version, BundleFile bundle) {
    try {
      return OsgiVersions.of(version).equals(bundle.version());
    } catch (PackagingException e) {
      // then whatever it says counts
      return false;
    }
  }

  private static String withoutVersionLine(String text, String version) {
    return text.replaceFirst("(?m)^version=\\Q" + version + "\\E$", "version=");
  }

  private static String withoutParentVersion(String text, String version) {
    int begin = text.indexOf("<parent>");
    int end = text.indexOf("</parent>");
    if (begin < 0 || end < begin) {
      return text;
    }
    String parent = text.substring(begin, end);
    return text.substring(0, begin)
        + parent.replace("<version>" + version + "</version>", "<version/>")
        + text.substring(end);
  }

  private static Bytes digest(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private static String text(Bytes content) {
    return new String(content.toArray(), StandardCharsets.ISO_8859_1);
  }
}
