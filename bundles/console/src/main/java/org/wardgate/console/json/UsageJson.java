package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.enforcement.PolicyUsage.Traffic;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeniedTraffic;

/** What was counted of a device and its policy. */
public final class UsageJson {

  private UsageJson() {}

  /** Writes the device's traffic, into an object already begun. */
  public static void traffic(JsonGenerator json, Traffic traffic) throws IOException {
    json.writeObjectFieldStart("traffic");
    json.writeNumberField("sentPackets", traffic.sentPackets());
    json.writeNumberField("sentBytes", traffic.sentBytes());
    json.writeNumberField("receivedPackets", traffic.receivedPackets());
    json.writeNumberField("receivedBytes", traffic.receivedBytes());
    json.writeEndObject();
  }

  /** Writes the policy's entries with their hits; none are counted if {@code hits} is absent. */
  public static void rules(
      JsonGenerator json, Optional<PolicySet> policy, Optional<Map<String, Long>> hits)
      throws IOException {
    List<RuleUse> uses = policy.map(p -> RuleUse.of(p, hits.orElse(Map.of()))).orElse(List.of());
    json.writeBooleanField("counted", hits.isPresent());
    json.writeArrayFieldStart("rules");
    for (RuleUse use : uses) {
      json.writeStartObject();
      json.writeStringField("name", use.name());
      json.writeNumberField("hits", use.hits());
      json.writeBooleanField("answersOnly", use.answersOnly());
      json.writeArrayFieldStart("words");
      for (String words : use.words()) {
        json.writeString(words);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("neverUsed");
    for (RuleUse use : uses) {
      if (hits.isPresent() && use.neverUsed()) {
        json.writeString(use.name());
      }
    }
    json.writeEndArray();
  }

  /** Writes where the device was denied, most first. */
  public static void denied(JsonGenerator json, List<DeniedTraffic> denied) throws IOException {
    json.writeArrayFieldStart("denied");
    for (DeniedTraffic row : denied) {
      json.writeStartObject();
      json.writeStringField("destination", row.destination().getHostAddress());
      json.writeNumberField("protocol", row.protocol());
      json.writeNumberField("port", row.port());
      json.writeNumberField("count", Math.round(row.count() * 10) / 10.0);
      json.writeStringField("lastAt", row.lastAt().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
