package org.wardgate.api.configuration;

import java.util.List;

/**
 * What can be set of one component.
 *
 * @param pid of the component or of the factory's instance
 * @param factoryPid of the factory, empty for a singleton
 * @param name for people
 * @param description for people
 * @param version changes whenever a stored value does
 * @param fields in the form's order
 * @param refused values that the component did not take, one line each
 */
public record SettingsForm(
    String pid,
    String factoryPid,
    String name,
    String description,
    String version,
    List<Field> fields,
    List<String> refused) {

  /** Copies the lists. */
  public SettingsForm {
    fields = List.copyOf(fields);
    refused = List.copyOf(refused);
  }

  /**
   * One attribute.
   *
   * @param id of the attribute
   * @param name for people
   * @param description for people, with its unit
   * @param type String, Long, Integer, Short, Double, Float, Char, Byte, Boolean or Password
   * @param cardinality 0: one; n: a list of at most n
   * @param required whether it must have a value
   * @param min lower limit, empty for none
   * @param max upper limit, empty for none
   * @param options the values it may have, empty for any
   * @param values what is stored, else the default; never a password
   * @param shownOnly why nobody changes it over the network, empty if operators may
   */
  public record Field(
      String id,
      String name,
      String description,
      String type,
      int cardinality,
      boolean required,
      String min,
      String max,
      List<Option> options,
      List<String> values,
      String shownOnly) {
    /** Copies the lists. */
    public Field {
      options = List.copyOf(options);
      values = List.copyOf(values);
    }

    /** One that operators may change. */
    public Field(
        String id,
        String name,
        String description,
        String type,
        int cardinality,
        boolean required,
        String min,
        String max,
        List<Option> options,
        List<String> values) {
      this(id, name, description, type, cardinality, required, min, max, options, values, "");
    }
  }

  /**
   * A value to choose.
   *
   * @param value what is stored
   * @param label what is shown
   */
  public record Option(String value, String label) {}
}
