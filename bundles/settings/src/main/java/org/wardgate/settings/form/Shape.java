package org.wardgate.settings.form;

import java.util.List;
import java.util.Optional;

/**
 * What can be set of a component, without values.
 *
 * @param pid of the singleton or of the factory
 * @param factory whether there may be several
 * @param name for people
 * @param description for people
 * @param attributes in order
 */
record Shape(
    String pid, boolean factory, String name, String description, List<Attribute> attributes) {
  Shape {
    attributes = List.copyOf(attributes);
  }

  Optional<Attribute> attribute(String id) {
    return attributes.stream().filter(attribute -> attribute.id().equals(id)).findFirst();
  }
}
