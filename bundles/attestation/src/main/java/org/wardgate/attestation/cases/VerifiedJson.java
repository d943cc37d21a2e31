package org.wardgate.attestation.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Reads what authentic evidence said from a case file. Stateless. */
final class VerifiedJson {
  private static final int COMPONENTS_MAX_COUNT = 1_024;

  private VerifiedJson() {}

  static VerifiedEvidence read(CaseNode node, KeptCase.Knowledge knowledge)
      throws RefusedException {
    node.object("scheme", "instance", "classId", "components", "facts", "observed", "submodules");
    List<MeasuredComponent> components = new ArrayList<>();
    for (CaseNode component : node.at("components").elements(COMPONENTS_MAX_COUNT)) {
      components.add(component(component));
    }
    Map<String, FactValue> facts = new HashMap<>();
    for (Map.Entry<String, CaseNode> fact : node.at("facts").members().entrySet()) {
      facts.put(fact.getKey(), fact(fact.getValue()));
    }
    Map<String, VerifiedEvidence> parts = new HashMap<>();
    for (Map.Entry<String, CaseNode> part : node.at("submodules").members().entrySet()) {
      parts.put(part.getKey(), read(part.getValue(), knowledge));
    }
    return new VerifiedEvidence(
        node.at("scheme").text(),
        attester(node, knowledge),
        node.has("classId") ? Optional.of(node.at("classId").text()) : Optional.empty(),
        components,
        facts,
        observed(node.at("observed")),
        parts);
  }

  private static Optional<Attester> attester(CaseNode node, KeptCase.Knowledge knowledge)
      throws RefusedException {
    if (!node.has("instance")) {
      return Optional.empty();
    }
    Bytes instance = node.at("instance").hex();
    Optional<Attester> found =
        knowledge.attesters().stream().filter(one -> one.instance().equals(instance)).findFirst();
    if (found.isEmpty()) {
      throw node.at("instance").refused("its endorsement is not in the case");
    }
    return found;
  }

  private static MeasuredComponent component(CaseNode node) throws RefusedException {
    node.object("name", "signerId", "digests", "version", "runtime");
    Map<String, Bytes> digests = new HashMap<>();
    for (Map.Entry<String, CaseNode> digest : node.at("digests").members().entrySet()) {
      digests.put(digest.getKey(), digest.getValue().hex());
    }
    return new MeasuredComponent(
        node.at("name").text(),
        node.has("signerId") ? Optional.of(node.at("signerId").hex()) : Optional.empty(),
        digests,
        node.at("version").text(),
        node.at("runtime").bool());
  }

  private static FactValue fact(CaseNode node) throws RefusedException {
    JsonNode value = node.node();
    if (value.isTextual()) {
      return FactValue.of(value.textValue());
    }
    if (value.isBoolean()) {
      return FactValue.of(value.booleanValue());
    }
    if (value.isObject()) {
      node.object("hex");
      return FactValue.of(node.at("hex").hex());
    }
    return FactValue.of(node.integer());
  }

  private static Observed observed(CaseNode node) throws RefusedException {
    node.object(
        "measurementsSha256", "version", "bootId", "bootCount", "batteryPercent", "uptimeSeconds");
    return new Observed(
        node.at("measurementsSha256").text(),
        "",
        node.at("version").text(),
        false,
        node.at("bootId").text(),
        node.has("bootCount")
            ? OptionalLong.of(node.at("bootCount").integer())
            : OptionalLong.empty(),
        node.has("batteryPercent")
            ? OptionalInt.of(node.at("batteryPercent").integer(0, 100))
            : OptionalInt.empty(),
        node.has("uptimeSeconds")
            ? OptionalLong.of(node.at("uptimeSeconds").integer())
            : OptionalLong.empty());
  }
}
