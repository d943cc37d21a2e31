package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.wardgate.api.configuration.ConfigurationReports.Refused;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.configuration.SettingsForm.Field;
import org.wardgate.api.configuration.SettingsForm.Option;
import org.wardgate.api.error.Problem;

/** Settings as JSON. */
public final class SettingsJson {
  private SettingsJson() {}

  /** A form without its fields. */
  public static void summary(JsonGenerator json, SettingsForm form) throws IOException {
    json.writeStartObject();
    head(json, form);
    json.writeEndObject();
  }

  /** A form with its fields and values. */
  public static void form(JsonGenerator json, SettingsForm form) throws IOException {
    json.writeStartObject();
    head(json, form);
    json.writeArrayFieldStart("fields");
    for (Field field : form.fields()) {
      field(json, field);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A value that a component did not take. */
  public static void refused(JsonGenerator json, Refused refused) throws IOException {
    Problem problem = refused.refusal().cause().problem();
    json.writeStartObject();
    json.writeStringField("pid", refused.pid());
    json.writeStringField("property", refused.refusal().property());
    json.writeStringField("value", refused.refusal().value());
    json.writeStringField("code", problem.code());
    json.writeStringField("reason", problem.reason());
    json.writeStringField("detail", problem.detail());
    json.writeStringField("remedy", problem.remedy());
    json.writeEndObject();
  }

  private static void head(JsonGenerator json, SettingsForm form) throws IOException {
    json.writeStringField("pid", form.pid());
    json.writeStringField("factoryPid", form.factoryPid());
    json.writeStringField("name", form.name());
    json.writeStringField("description", form.description());
    json.writeStringField("version", form.version());
    Texts.write(json, "refused", form.refused());
  }

  private static void field(JsonGenerator json, Field field) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", field.id());
    json.writeStringField("name", field.name());
    json.writeStringField("description", field.description());
    json.writeStringField("type", field.type());
    json.writeNumberField("cardinality", field.cardinality());
    json.writeBooleanField("required", field.required());
    json.writeStringField("min", field.min());
    json.writeStringField("max", field.max());
    json.writeArrayFieldStart("options");
    for (Option option : field.options()) {
      json.writeStartObject();
      json.writeStringField("value", option.value());
      json.writeStringField("label", option.label());
      json.writeEndObject();
    }
    json.writeEndArray();
    Texts.write(json, "values", field.values());
    json.writeStringField("shownOnly", field.shownOnly());
    json.writeEndObject();
  }
}
