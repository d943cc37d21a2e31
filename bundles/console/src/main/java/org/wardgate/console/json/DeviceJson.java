package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.DeviceView;

/** A device's members. */
public final class DeviceJson {

  private DeviceJson() {}

  /** Writes the members every answer about a device has, into an object already begun. */
  public static void members(JsonGenerator json, DeviceView device) throws IOException {
    json.writeStringField("id", device.device().value());
    json.writeStringField("name", device.name());
    json.writeStringField("class", device.deviceClass());
    json.writeStringField("transport", device.transport().name().toLowerCase(Locale.ROOT));
    json.writeStringField("address", device.address());
    json.writeStringField("mac", device.mac());
    json.writeStringField("state", device.state().name());
    json.writeFieldName("trust");
    if (device.trust().isPresent()) {
      json.writeNumber(device.trust().get());
    } else {
      json.writeNull();
    }
    json.writeStringField("reason", device.reason());
    text(json, "code", device.problem().map(Problem::code));
    text(json, "detail", device.problem().map(Problem::detail));
    text(json, "remedy", device.problem().map(Problem::remedy));
    json.writeStringField("profile", device.profile());
    json.writeStringField("mudUrl", device.mudUrl());
    json.writeStringField("since", device.since().toString());
    text(json, "attestedAt", device.attestedAt().map(Object::toString));
  }

  /** Writes the device's way, as an array. */
  public static void history(JsonGenerator json, DeviceView device) throws IOException {
    json.writeArrayFieldStart("history");
    for (DeviceView.HistoryLine line : device.history()) {
      json.writeStartObject();
      json.writeStringField("at", line.at().toString());
      json.writeNumberField("sequence", line.sequence());
      json.writeStringField("line", line.line());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes what its MUD file says besides its rules, as an array. */
  public static void mudFacts(JsonGenerator json, List<String> facts) throws IOException {
    json.writeArrayFieldStart("mudFacts");
    for (String fact : facts) {
      json.writeString(fact);
    }
    json.writeEndArray();
  }

  /** Writes its certificate of this ward, as an object or null. */
  public static void certificate(JsonGenerator json, Optional<CertificateView> certificate)
      throws IOException {
    json.writeFieldName("certificate");
    if (certificate.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("serialNumber", certificate.get().serialNumber());
    json.writeStringField("sha256", certificate.get().sha256());
    json.writeStringField("notAfter", certificate.get().notAfter().toString());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }
}
