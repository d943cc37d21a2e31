package org.wardgate.attestation.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Writes a case as one JSON object. Stateless. */
public final class CaseWriter {
  /** What every case file says of itself. */
  static final String FORMAT = "wardgate-case v1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CaseWriter() {}

  /** Writes. */
  public static Bytes write(KeptCase kept) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("id", kept.id()).put("at", kept.at().toString());
    root.put("software", kept.software());
    root.putObject("device")
        .put("id", kept.evidence().device().value())
        .put("known", kept.subject().known())
        .put("class", kept.subject().deviceClass())
        .put("protectionProfile", kept.subject().protectionProfile())
        .put("manufacturer", kept.subject().manufacturerId())
        .put("serial", kept.subject().serial());
    root.put("purpose", lower(kept.purpose()));
    root.put("nonce", kept.evidence().nonce().hex());
    root.put("contentFormat", kept.evidence().contentFormat());
    root.put("evidence", base64(kept.evidence().content()));
    root.put("secretWithheld", kept.secretWithheld());
    KnowledgeJson.write(root.putObject("references"), kept.knowledge());
    kept.profile()
        .ifPresent(text -> root.put("profile", new String(text.toArray(), StandardCharsets.UTF_8)));
    kept.verified().ifPresent(verified -> verified(root.putObject("verified"), verified));
    result(root.putObject("result"), kept.result());
    ArrayNode history = root.putArray("history");
    kept.history().forEach(history::add);
    return Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String base64(Bytes value) {
    return Base64.getEncoder().encodeToString(value.toArray());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void verified(ObjectNode node, VerifiedEvidence verified) {
    node.put("scheme", verified.scheme());
    verified.attester().ifPresent(one -> node.put("instance", one.instance().hex()));
    verified.classId().ifPresent(id -> node.put("classId", id));
    ArrayNode components = node.putArray("components");
    verified
        .components()
        .forEach(
            component -> {
              ObjectNode one = components.addObject().put("name", component.name());
              component.signerId().ifPresent(signer -> one.put("signerId", signer.hex()));
              ObjectNode digests = one.putObject("digests");
              new TreeMap<>(component.digests()).forEach((hash, v) -> digests.put(hash, v.hex()));
              one.put("version", component.version()).put("runtime", component.runtime());
            });
    ObjectNode facts = node.putObject("facts");
    new TreeMap<>(verified.facts()).forEach((name, value) -> fact(facts, name, value));
    observed(node.putObject("observed"), verified.observed());
    ObjectNode parts = node.putObject("submodules");
    new TreeMap<>(verified.submodules())
        .forEach((name, part) -> verified(parts.putObject(name), part));
  }

  private static void fact(ObjectNode facts, String name, FactValue value) {
    if (value instanceof FactValue.Text text) {
      facts.put(name, text.value());
    } else if (value instanceof FactValue.Int number) {
      facts.put(name, number.value());
    } else if (value instanceof FactValue.Bool bool) {
      facts.put(name, bool.value());
    } else if (value instanceof FactValue.Octets octets) {
      facts.putObject(name).put("hex", octets.value().hex());
    }
  }

  private static void observed(ObjectNode node, Observed observed) {
    node.put("measurementsSha256", observed.measurementsSha256())
        .put("version", observed.version())
        .put("bootId", observed.bootId());
    observed.bootCount().ifPresent(count -> node.put("bootCount", count));
    observed.batteryPercent().ifPresent(percent -> node.put("batteryPercent", percent));
    observed.uptimeSeconds().ifPresent(uptime -> node.put("uptimeSeconds", uptime));
  }

  /** A result, as cases and replays write it. */
  static void result(ObjectNode node, KeptCase.Result result) {
    node.put("scheme", result.scheme()).put("policy", result.policy());
    node.put("status", lower(result.status()));
    ObjectNode vector = node.putObject("vector");
    new TreeMap<>(result.vector()).forEach(vector::put);
    ArrayNode reasons = node.putArray("reasons");
    result
        .reasons()
        .forEach(
            reason ->
                reasons
                    .addObject()
                    .put("claim", reason.claim())
                    .put("value", reason.value())
                    .put("rule", reason.rule())
                    .put("detail", reason.detail()));
    ObjectNode controls = node.putObject("controls");
    new TreeMap<>(result.controls()).forEach(controls::put);
    node.put("referenceVersion", result.referenceSource());
    result.problem().ifPresent(problem -> problem(node.putObject("problem"), problem));
  }

  private static void problem(ObjectNode node, Problem problem) {
    node.put("code", problem.code())
        .put("reason", problem.reason())
        .put("detail", problem.detail())
        .put("remedy", problem.remedy());
  }
}
