package org.wardgate.integration.kura.services;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a bundle says of one component's configuration in {@code OSGI-INF/metatype/<pid>.xml}.
 *
 * @param pid of the component
 * @param factory whether there can be several
 * @param attributes by id, in order
 */
record Metatype(String pid, boolean factory, Map<String, Attribute> attributes) {
  private static final String FOLDER = "OSGI-INF/metatype/";

  /**
   * One attribute.
   *
   * @param defaults the default as text; empty for none
   */
  record Attribute(String type, int cardinality, List<String> defaults) {}

  /** All of a bundle's, of files whose name is the pid: Kura finds no others. */
  static List<Metatype> of(Bundle bundle) {
    List<Metatype> found = new ArrayList<>();
    var files = bundle.findEntries(FOLDER, "*.xml", false);
    for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
      String name = file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
      try (InputStream in = file.openStream()) {
        Metatype metatype = parse(in);
        if (name.equals(metatype.pid + ".xml")) {
          found.add(metatype);
        }
      } catch (IOException | SAXException | ParserConfigurationException e) {
        throw new IllegalStateException(bundle.getSymbolicName() + " " + file, e);
      }
    }
    return found;
  }

  private static Metatype parse(InputStream in)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().parse(in);
    Element designate = (Element) document.getElementsByTagNameNS("*", "Designate").item(0);
    boolean several = designate.hasAttribute("factoryPid");
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    NodeList nodes = document.getElementsByTagNameNS("*", "AD");
    for (int i = 0; i < nodes.getLength(); i++) {
      Element node = (Element) nodes.item(i);
      String count = node.getAttribute("cardinality");
      List<String> defaults =
          node.hasAttribute("default") ? Values.split(node.getAttribute("default")) : List.of();
      attributes.put(
          node.getAttribute("id"),
          new Attribute(
              node.getAttribute("type"), count.isEmpty() ? 0 : Integer.parseInt(count), defaults));
    }
    return new Metatype(
        designate.getAttribute(several ? "factoryPid" : "pid"),
        several,
        Collections.unmodifiableMap(attributes));
  }
}
