package org.wardgate.settings.form;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.SettingsForm.Option;

/**
 * Reads metatype documents (OSGi Compendium §105.8). The metatype service does not give the limits
 * that a document states; hence this reader. Attributes of types that are not known are left out.
 * For one document.
 */
final class MetatypeReader {
  /** Largest document read, in bytes. */
  static final int DOCUMENT_MAX_BYTES = 262_144;

  /** Most attributes read of one document. */
  static final int ATTRIBUTES_MAX_COUNT = 256;

  /** Most options read of one attribute. */
  static final int OPTIONS_MAX_COUNT = 256;

  private final Map<String, Shape> classes = new HashMap<>();
  private final Map<String, Boolean> factories = new LinkedHashMap<>();
  private final Map<String, String> classOf = new HashMap<>();
  private int attributesCount;

  private MetatypeReader() {}

  /**
   * The shapes that a document designates.
   *
   * @throws IllegalArgumentException if it is not a metatype document, or too large
   */
  static List<Shape> read(Bytes document) {
    if (document.length() > DOCUMENT_MAX_BYTES) {
      throw new IllegalArgumentException("larger than " + DOCUMENT_MAX_BYTES + " bytes");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml =
          factory.createXMLStreamReader(new ByteArrayInputStream(document.toArray()));
      MetatypeReader reader = new MetatypeReader();
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          reader.element(xml);
        }
      }
      return reader.shapes();
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("not XML: " + e.getMessage(), e);
    }
  }

  private void element(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "OCD" -> objectClass(xml);
      case "Designate" -> designate(xml);
      default -> {} // what this reader does not need
    }
  }

  private void objectClass(XMLStreamReader xml) throws XMLStreamException {
    String id = text(xml, "id", "");
    String name = text(xml, "name", id);
    String description = text(xml, "description", "");
    List<Attribute> attributes = new ArrayList<>();
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("OCD"))) {
      if (xml.isStartElement() && xml.getLocalName().equals("AD")) {
        if (++attributesCount > ATTRIBUTES_MAX_COUNT) {
          throw new IllegalArgumentException("more than " + ATTRIBUTES_MAX_COUNT + " attributes");
        }
        attribute(xml).ifPresent(attributes::add);
      }
    }
    classes.put(id, new Shape("", false, name, description, attributes));
  }

  private static Optional<Attribute> attribute(XMLStreamReader xml) throws XMLStreamException {
    String id = text(xml, "id", "");
    String name = text(xml, "name", id);
    String description = text(xml, "description", "");
    Optional<AttributeType> type = AttributeType.of(text(xml, "type", ""));
    int cardinality = Math.abs(Math.max(-Integer.MAX_VALUE, number(text(xml, "cardinality", "0"))));
    boolean required = Boolean.parseBoolean(text(xml, "required", "true"));
    String min = text(xml, "min", "");
    String max = text(xml, "max", "");
    Optional<String> defaults = Optional.ofNullable(xml.getAttributeValue(null, "default"));
    List<Option> options = options(xml);
    return type.map(
        known ->
            new Attribute(
                id,
                name,
                description,
                known,
                cardinality <= 1 ? 0 : cardinality,
                required,
                min,
                max,
                options,
                defaults.map(text -> defaults(text, cardinality <= 1)).orElse(List.of())));
  }

  private static List<Option> options(XMLStreamReader xml) throws XMLStreamException {
    List<Option> options = new ArrayList<>();
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("AD"))) {
      if (xml.isStartElement() && xml.getLocalName().equals("Option")) {
        if (options.size() >= OPTIONS_MAX_COUNT) {
          throw new IllegalArgumentException("more than " + OPTIONS_MAX_COUNT + " options");
        }
        String value = text(xml, "value", "");
        options.add(new Option(value, text(xml, "label", value)));
      }
    }
    return options;
  }

  private void designate(XMLStreamReader xml) throws XMLStreamException {
    String factoryPid = text(xml, "factoryPid", "");
    String pid = factoryPid.isEmpty() ? text(xml, "pid", "") : factoryPid;
    while (!(xml.next() == XMLStreamConstants.END_ELEMENT
        && xml.getLocalName().equals("Designate"))) {
      if (xml.isStartElement() && xml.getLocalName().equals("Object")) {
        classOf.put(pid, text(xml, "ocdref", ""));
      }
    }
    factories.put(pid, !factoryPid.isEmpty());
  }

  private List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    factories.forEach(
        (pid, factory) -> {
          Shape shape = classes.get(classOf.getOrDefault(pid, ""));
          if (shape != null && !pid.isEmpty()) {
            shapes.add(
                new Shape(pid, factory, shape.name(), shape.description(), shape.attributes()));
          }
        });
    return shapes;
  }

  /** Commas separate, unless a backslash stands before them. */
  private static List<String> defaults(String text, boolean one) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        value.append(text.charAt(++i));
      } else if (c == ',' && !one) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    if (one) {
      return List.of(value.toString());
    }
    values.add(value.toString().strip());
    // a list whose default is nothing is written as an empty text
    return values.equals(List.of("")) ? List.of() : values;
  }

  private static String text(XMLStreamReader xml, String name, String otherwise) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? otherwise : value;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a cardinality: " + text, e);
    }
  }
}
