package org.wardgate.integration.kura.services;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.Password;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The form of a snapshot: pid, then properties with type and values. */
final class SnapshotXml {
  private static final String NAMESPACE = "http://eurotech.com/esf/2.0";

  private SnapshotXml() {}

  static String write(List<TestConfiguration> configurations) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<esf:configurations xmlns:esf=\"").append(NAMESPACE).append("\">\n");
    for (TestConfiguration configuration : configurations) {
      xml.append("<esf:configuration pid=\"").append(escaped(configuration.pid()));
      xml.append("\"><esf:properties>\n");
      new TreeMap<>(configuration.properties()).forEach((name, value) -> write(xml, name, value));
      xml.append("</esf:properties></esf:configuration>\n");
    }
    return xml.append("</esf:configurations>\n").toString();
  }

  private static void write(StringBuilder xml, String name, Object value) {
    boolean array = value.getClass().isArray();
    String type = (array ? value.getClass().getComponentType() : value.getClass()).getSimpleName();
    xml.append("<esf:property array=\"").append(array).append("\" encrypted=\"false\" name=\"");
    xml.append(escaped(name)).append("\" type=\"").append(type).append("\">");
    for (int i = 0; i < (array ? Array.getLength(value) : 1); i++) {
      String text = String.valueOf(array ? Array.get(value, i) : value);
      xml.append("<esf:value>").append(escaped(text)).append("</esf:value>");
    }
    xml.append("</esf:property>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** Properties by pid; passwords as they stand there. */
  static Map<String, Map<String, Object>> read(String xml) throws KuraException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      Map<String, Map<String, Object>> configurations = new HashMap<>();
      for (Element one : elements(root, "configuration")) {
        Map<String, Object> properties = new HashMap<>();
        for (Element property : elements(one, "property")) {
          properties.put(property.getAttribute("name"), value(property));
        }
        configurations.put(one.getAttribute("pid"), properties);
      }
      return configurations;
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw KuraException.internalError(e);
    }
  }

  private static Object value(Element property) {
    List<String> texts = new ArrayList<>();
    elements(property, "value").forEach(e -> texts.add(e.getTextContent()));
    boolean several = Boolean.parseBoolean(property.getAttribute("array"));
    Object value = Values.of(property.getAttribute("type"), several, texts);
    boolean sealed = Boolean.parseBoolean(property.getAttribute("encrypted"));
    return sealed && value instanceof Password ? String.join("", texts) : value;
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagNameNS(NAMESPACE, name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }
}
