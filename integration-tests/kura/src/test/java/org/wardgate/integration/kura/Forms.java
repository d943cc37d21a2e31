package org.wardgate.integration.kura;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a component's form in its bundle says of its attributes. */
final class Forms {
  private Forms() {}

  /**
   * One attribute; each part as it stands in the form, empty if it is not there.
   *
   * @param id of it
   * @param type of it
   * @param several whether it is a list
   * @param max the upper limit
   * @param byDefault the default
   */
  record Attribute(String id, String type, boolean several, String max, String byDefault) {
    boolean isWhole() {
      return type.equals("Integer") || type.equals("Long");
    }
  }

  /** Empty if the bundle has no form for this pid. */
  static List<Attribute> of(Bundle bundle, String pid)
      throws IOException, SAXException, ParserConfigurationException {
    URL file = bundle.getEntry("OSGI-INF/metatype/" + pid + ".xml");
    List<Attribute> attributes = new ArrayList<>();
    if (file == null) {
      return attributes;
    }
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    try (InputStream in = file.openStream()) {
      Document document = factory.newDocumentBuilder().parse(in);
      NodeList nodes = document.getElementsByTagNameNS("*", "AD");
      for (int i = 0; i < nodes.getLength(); i++) {
        Element node = (Element) nodes.item(i);
        String count = node.getAttribute("cardinality");
        attributes.add(
            new Attribute(
                node.getAttribute("id"),
                node.getAttribute("type"),
                !count.isEmpty() && Math.abs(Integer.parseInt(count)) > 1,
                node.getAttribute("max"),
                node.getAttribute("default")));
      }
    }
    return attributes;
  }
}
