package org.wardgate.settings.form;

import java.util.List;
import org.wardgate.api.configuration.SettingsForm.Option;

/**
 * An attribute as the metatype document describes it.
 *
 * @param id in configurations
 * @param name for people
 * @param description for people
 * @param type of each value
 * @param cardinality 0: one; n: a list of at most n
 * @param required whether it must have a value
 * @param min lower limit, empty for none
 * @param max upper limit, empty for none
 * @param options the values it may have, empty for any
 * @param defaults what counts while nothing is stored; empty if nothing does
 */
record Attribute(
    String id,
    String name,
    String description,
    AttributeType type,
    int cardinality,
    boolean required,
    String min,
    String max,
    List<Option> options,
    List<String> defaults) {
  Attribute {
    options = List.copyOf(options);
    defaults = List.copyOf(defaults);
  }
}
