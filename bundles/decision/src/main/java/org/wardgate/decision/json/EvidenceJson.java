package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.decision.state.AttestationFacts;

/** Appraised evidence as JSON. What is not there is not written. */
final class EvidenceJson {
  private EvidenceJson() {}

  static void write(ObjectNode facts, AttestationFacts a) {
    facts.put("at", a.at().toString());
    facts.put("tier", a.tier().name());
    ObjectNode controls = facts.putObject("controls");
    a.controls().forEach(controls::put);
    facts.put("evidenceSha256", a.evidenceSha256());
    facts.put("referenceVersion", a.referenceVersion());
    if (!a.vector().isEmpty()) {
      ObjectNode vector = facts.putObject("vector");
      a.vector().forEach(vector::put);
    }
    if (!a.basis().equals(AppraisalBasis.NONE)) {
      writeBasis(facts.putObject("basis"), a.basis());
    }
    if (!a.observed().equals(Observed.NOTHING)) {
      writeObserved(facts.putObject("observed"), a.observed());
    }
  }

  private static void writeBasis(ObjectNode node, AppraisalBasis basis) {
    node.put("scheme", basis.scheme());
    node.put("policy", basis.policy());
    if (!basis.caseId().isEmpty()) {
      node.put("case", basis.caseId());
    }
    if (!basis.reasons().isEmpty()) {
      ArrayNode reasons = node.putArray("reasons");
      basis
          .reasons()
          .forEach(
              r ->
                  reasons
                      .addObject()
                      .put("claim", r.claim())
                      .put("value", r.value())
                      .put("rule", r.rule())
                      .put("detail", r.detail()));
    }
  }

  private static void writeObserved(ObjectNode node, Observed observed) {
    putText(node, "measurementsSha256", observed.measurementsSha256());
    putText(node, "model", observed.model());
    putText(node, "version", observed.version());
    if (observed.outdated()) {
      node.put("outdated", true);
    }
    putText(node, "bootId", observed.bootId());
    observed.bootCount().ifPresent(count -> node.put("bootCount", count));
    observed.batteryPercent().ifPresent(percent -> node.put("batteryPercent", percent));
    observed.uptimeSeconds().ifPresent(seconds -> node.put("uptimeSeconds", seconds));
  }

  private static void putText(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  /** Records of before have neither claims nor what the evidence told besides. */
  static AttestationFacts read(JsonNode node) {
    Map<String, Boolean> controls = new TreeMap<>();
    Fields.object(node, "controls")
        .properties()
        .forEach(entry -> controls.put(entry.getKey(), entry.getValue().asBoolean(false)));
    Map<String, Integer> vector = new TreeMap<>();
    JsonNode claims = node.path("vector");
    claims.fieldNames().forEachRemaining(name -> vector.put(name, Fields.integer(claims, name)));
    return new AttestationFacts(
        Fields.instant(node, "at"),
        Tier.valueOf(Fields.text(node, "tier")),
        controls,
        Fields.text(node, "evidenceSha256"),
        Fields.text(node, "referenceVersion"),
        vector,
        readBasis(node.path("basis")),
        readObserved(node.path("observed")));
  }

  private static AppraisalBasis readBasis(JsonNode node) {
    if (!node.isObject()) {
      return AppraisalBasis.NONE;
    }
    List<AppraisalBasis.Reason> reasons = new ArrayList<>();
    node.path("reasons")
        .forEach(
            r ->
                reasons.add(
                    new AppraisalBasis.Reason(
                        Fields.text(r, "claim"),
                        Fields.integer(r, "value"),
                        Fields.text(r, "rule"),
                        Fields.text(r, "detail"))));
    return new AppraisalBasis(
        Fields.text(node, "scheme"),
        Fields.text(node, "policy"),
        reasons,
        Fields.optionalText(node, "case").orElse(""));
  }

  private static Observed readObserved(JsonNode node) {
    return new Observed(
        Fields.optionalText(node, "measurementsSha256").orElse(""),
        Fields.optionalText(node, "model").orElse(""),
        Fields.optionalText(node, "version").orElse(""),
        Fields.flag(node, "outdated"),
        Fields.optionalText(node, "bootId").orElse(""),
        whole(node, "bootCount"),
        node.hasNonNull("batteryPercent")
            ? OptionalInt.of(Fields.integer(node, "batteryPercent"))
            : OptionalInt.empty(),
        whole(node, "uptimeSeconds"));
  }

  private static OptionalLong whole(JsonNode node, String name) {
    return node.hasNonNull(name) ? OptionalLong.of(Fields.whole(node, name)) : OptionalLong.empty();
  }
}
