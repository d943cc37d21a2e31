package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.TrustView;

/** How far a device is trusted, and from what. */
public final class TrustJson {

  private TrustJson() {}

  /** Writes the member {@code trustDetail}, null if it was never weighed. */
  public static void member(JsonGenerator json, Optional<TrustView> trust) throws IOException {
    json.writeFieldName("trustDetail");
    if (trust.isPresent()) {
      json.writeStartObject();
      members(json, trust.get());
      json.writeEndObject();
    } else {
      json.writeNull();
    }
  }

  /** Writes its members into an object already begun. */
  public static void members(JsonGenerator json, TrustView trust) throws IOException {
    json.writeFieldName("verdict");
    verdict(json, trust.verdict());
    strings(json, "measures", trust.measures().stream().sorted().map(Enum::name).toList());
    json.writeObjectFieldStart("functions");
    for (Map.Entry<String, Boolean> one : new TreeMap<>(trust.functions()).entrySet()) {
      json.writeBooleanField(one.getKey(), one.getValue());
    }
    json.writeEndObject();
    json.writeFieldName("attestation");
    if (trust.attestation().isPresent()) {
      attestation(json, trust.attestation().get());
    } else {
      json.writeNull();
    }
    challenges(json, trust.challenges());
    json.writeFieldName("exemption");
    if (trust.exemption().isPresent()) {
      exemption(json, trust.exemption().get());
    } else {
      json.writeNull();
    }
    strings(json, "vulnerabilities", trust.vulnerabilities());
    json.writeNumberField("conformitySeconds", trust.conformitySeconds());
  }

  /** Writes a verdict as an object. */
  public static void verdict(JsonGenerator json, TrustVerdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("outcome", verdict.outcome().name());
    json.writeFieldName("actual");
    opinion(json, verdict.actual());
    json.writeNumberField("required", verdict.required());
    json.writeObjectFieldStart("contributions");
    for (Map.Entry<String, Opinion> one : new TreeMap<>(verdict.contributions()).entrySet()) {
      json.writeFieldName(one.getKey());
      opinion(json, one.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("conflict", verdict.conflict());
    json.writeStringField("veto", verdict.veto());
    json.writeObjectFieldStart("actions");
    for (Map.Entry<TrustAction, TrustVerdict.ForAction> one :
        new TreeMap<>(verdict.actions()).entrySet()) {
      json.writeObjectFieldStart(one.getKey().name());
      json.writeStringField("outcome", one.getValue().outcome().name());
      json.writeNumberField("required", one.getValue().required());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void opinion(JsonGenerator json, Opinion opinion) throws IOException {
    json.writeStartObject();
    json.writeNumberField("belief", opinion.belief());
    json.writeNumberField("disbelief", opinion.disbelief());
    json.writeNumberField("uncertainty", opinion.uncertainty());
    json.writeNumberField("baseRate", opinion.baseRate());
    json.writeNumberField("probability", opinion.projectedProbability());
    json.writeEndObject();
  }

  private static void attestation(JsonGenerator json, TrustView.Attested attested)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", attested.at().toString());
    json.writeStringField("tier", attested.tier().name());
    json.writeObjectFieldStart("vector");
    for (Map.Entry<String, Integer> one : new TreeMap<>(attested.vector()).entrySet()) {
      json.writeNumberField(one.getKey(), one.getValue());
    }
    json.writeEndObject();
    json.writeStringField("evidenceSha256", attested.evidenceSha256());
    json.writeStringField("reference", attested.reference());
    json.writeStringField("version", attested.version());
    basis(json, attested.basis());
    json.writeEndObject();
  }

  /** Writes which policy and rules decided, into an object already begun. */
  static void basis(JsonGenerator json, AppraisalBasis basis) throws IOException {
    json.writeStringField("scheme", basis.scheme());
    json.writeStringField("policy", basis.policy());
    json.writeStringField("caseId", basis.caseId());
    json.writeArrayFieldStart("reasons");
    for (AppraisalBasis.Reason reason : basis.reasons()) {
      json.writeStartObject();
      json.writeStringField("claim", reason.claim());
      json.writeNumberField("value", reason.value());
      json.writeStringField("rule", reason.rule());
      json.writeStringField("detail", reason.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void challenges(JsonGenerator json, TrustView.Challenges challenges)
      throws IOException {
    json.writeObjectFieldStart("challenges");
    json.writeNumberField("periodSeconds", challenges.periodSeconds());
    if (challenges.nextAt().isPresent()) {
      json.writeStringField("nextAt", challenges.nextAt().get().toString());
    } else {
      json.writeNullField("nextAt");
    }
    json.writeNumberField("missed", challenges.missedCount());
    json.writeBooleanField("stale", challenges.stale());
    json.writeEndObject();
  }

  private static void exemption(JsonGenerator json, TrustView.Exemption exemption)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", exemption.kind().name());
    json.writeStringField("operator", exemption.operator());
    json.writeStringField("reason", exemption.reason());
    json.writeStringField("until", exemption.until().toString());
    json.writeEndObject();
  }

  static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
