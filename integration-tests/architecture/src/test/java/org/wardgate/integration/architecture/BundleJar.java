package org.wardgate.integration.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A bundle of the reactor as it was built.
 *
 * @param name symbolic name
 * @param manifest its main section
 * @param entries names of all files
 * @param components root elements of its component descriptions
 * @param metatypes root elements of its metatype files, with their names
 */
record BundleJar(
    String name,
    Manifest manifest,
    Set<String> entries,
    List<Element> components,
    List<Metatype> metatypes) {

  /**
   * A metatype file.
   *
   * @param file its name without folder
   * @param root its root element
   */
  record Metatype(String file, Element root) {}

  /** All bundles of the reactor. */
  static List<BundleJar> all() throws IOException {
    List<BundleJar> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("../../bundles"))) {
      for (Path folder : folders) {
        Path target = folder.resolve("target");
        if (Files.isDirectory(target) && Files.exists(folder.resolve("pom.xml"))) {
          newest(target, "org.wardgate." + folder.getFileName()).ifPresent(all::add);
        }
      }
    }
    return List.copyOf(all);
  }

  private static Optional<BundleJar> newest(Path target, String name) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, name + "-[0-9]*.jar")) {
      for (Path jar : jars) {
        if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
          return Optional.of(read(jar, name));
        }
      }
    }
    return Optional.empty();
  }

  private static BundleJar read(Path path, String name) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      Set<String> entries = new TreeSet<>();
      List<Element> components = new ArrayList<>();
      List<Metatype> metatypes = new ArrayList<>();
      for (ZipEntry entry : jar.stream().toList()) {
        String file = entry.getName();
        entries.add(file);
        if (file.matches("OSGI-INF/[^/]+\\.xml")) {
          components.add(xml(jar, entry));
        } else if (file.matches("OSGI-INF/metatype/[^/]+\\.xml")) {
          metatypes.add(new Metatype(file.substring(file.lastIndexOf('/') + 1), xml(jar, entry)));
        }
      }
      return new BundleJar(name, jar.getManifest(), entries, components, metatypes);
    }
  }

  private static Element xml(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(in)
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(entry.getName(), e);
    }
  }

  /** A header of the manifest, empty if it is missing. */
  String header(String header) {
    return Optional.ofNullable(manifest.getMainAttributes().getValue(header)).orElse("");
  }

  /** All elements of a name below another, in order. */
  static List<Element> below(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
