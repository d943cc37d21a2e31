package org.wardgate.command.kura;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The forms of bundles: what of theirs an operator configures. Factories are left out. */
final class Forms {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final String MARKER = "org.eclipse.kura.configuration.ConfigurableComponent";

  private Forms() {}

  /** Attributes by PID, of all bundles in a folder. */
  static Map<String, List<Attribute>> of(Path repository) throws IOException {
    Map<String, List<Attribute>> forms = new TreeMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(repository, "org.wardgate.*.jar")) {
      for (Path jar : jars) {
        read(jar, forms);
      }
    }
    return forms;
  }

  private static void read(Path path, Map<String, List<Attribute>> forms) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      Set<String> marked = new HashSet<>();
      Map<String, List<Attribute>> found = new TreeMap<>();
      for (ZipEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
          Element component = xml(jar, entry);
          if (below(component, "provide").stream()
              .anyMatch(provided -> provided.getAttribute("interface").equals(MARKER))) {
            marked.add(component.getAttribute("name"));
          }
        } else if (entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml")) {
          Element root = xml(jar, entry);
          List<Attribute> attributes = below(root, "AD").stream().map(Forms::attribute).toList();
          below(root, "Designate")
              .forEach(designate -> found.put(designate.getAttribute("pid"), attributes));
        }
      }
      found.keySet().retainAll(marked);
      forms.putAll(found);
    }
  }

  private static Attribute attribute(Element element) {
    boolean array = !Set.of("", "0", "1", "-1").contains(element.getAttribute("cardinality"));
    String text = element.getAttribute("default");
    List<String> defaults = new ArrayList<>();
    if (!array) {
      defaults.add(text);
    } else if (!text.isEmpty()) {
      defaults.addAll(List.of(text.split(",", -1)));
    }
    return new Attribute(
        element.getAttribute("id"),
        element.getAttribute("type"),
        array,
        element.getAttribute("min"),
        element.getAttribute("max"),
        Set.copyOf(
            below(element, "Option").stream().map(option -> option.getAttribute("value")).toList()),
        defaults);
  }

  private static Element xml(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(NO_DOCTYPE, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // says nothing by itself
      return builder.parse(in).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(entry.getName() + " is not understood", e);
    }
  }

  private static List<Element> below(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
