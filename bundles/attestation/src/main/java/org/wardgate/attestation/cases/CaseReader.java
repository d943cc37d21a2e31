package org.wardgate.attestation.cases;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.scheme.Evidence;

/** Reads case files; everything that is not described is refused. Stateless. */
public final class CaseReader {
  /** Largest case file, in bytes. */
  public static final int FILE_MAX_BYTES = 4 * 1024 * 1024;

  private static final int DEPTH_MAX = 24;
  private static final int NAME_MAX_CHARS = 1_024;
  private static final int NUMBER_MAX_CHARS = 20;
  private static final int REASONS_MAX_COUNT = 64;
  private static final int HISTORY_MAX_COUNT = 1_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private CaseReader() {}

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(FILE_MAX_BYTES)
                .maxNestingDepth(DEPTH_MAX)
                .maxStringLength(ProfileReader.FILE_MAX_BYTES)
                .maxNameLength(NAME_MAX_CHARS)
                .maxNumberLength(NUMBER_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-PRF-0010} with the path of the node
   */
  public static KeptCase read(Bytes content) throws RefusedException {
    CaseNode root = new CaseNode("$", parse(content));
    root.object(
        "format",
        "id",
        "at",
        "software",
        "device",
        "purpose",
        "nonce",
        "contentFormat",
        "evidence",
        "secretWithheld",
        "references",
        "profile",
        "verified",
        "result",
        "history");
    if (!root.at("format").text().equals(CaseWriter.FORMAT)) {
      throw root.at("format").refused("must be " + CaseWriter.FORMAT);
    }
    KeptCase.Knowledge knowledge = KnowledgeJson.read(root.at("references"));
    return new KeptCase(
        root.at("id").text(),
        instant(root.at("at")),
        root.at("software").text(),
        subject(root.at("device")),
        root.at("purpose").constant(Purpose.class),
        evidence(root),
        root.at("secretWithheld").bool(),
        knowledge,
        profile(root),
        root.has("verified")
            ? Optional.of(VerifiedJson.read(root.at("verified"), knowledge))
            : Optional.empty(),
        result(root.at("result")),
        history(root.at("history")));
  }

  private static JsonNode parse(Bytes content) throws RefusedException {
    if (content.length() > FILE_MAX_BYTES) {
      throw new RefusedException(
          ProfileErrors.BAD_CASE, "$: larger than " + FILE_MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(content.toArray());
    } catch (JsonProcessingException e) {
      throw new RefusedException(ProfileErrors.BAD_CASE, "$: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ProfileErrors.BAD_CASE, "$: unreadable JSON", e);
    }
  }

  private static Instant instant(CaseNode node) throws RefusedException {
    try {
      return Instant.parse(node.text());
    } catch (DateTimeException e) {
      throw node.refused("must be a time");
    }
  }

  private static KeptCase.Subject subject(CaseNode node) throws RefusedException {
    node.object("id", "known", "class", "protectionProfile", "manufacturer", "serial");
    return new KeptCase.Subject(
        node.at("known").bool(),
        node.at("class").text(),
        node.at("protectionProfile").text(),
        node.at("manufacturer").text(),
        node.at("serial").text());
  }

  private static Evidence evidence(CaseNode root) throws RefusedException {
    CaseNode device = root.at("device").at("id");
    try {
      return new Evidence(
          root.at("evidence").base64(),
          root.at("contentFormat").integer(0, 65_535),
          root.at("nonce").hex(),
          new DeviceId(device.text()));
    } catch (IllegalArgumentException e) {
      throw device.refused("is no device id");
    }
  }

  private static Optional<Bytes> profile(CaseNode root) throws RefusedException {
    return root.has("profile")
        ? Optional.of(Bytes.of(root.at("profile").text().getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  private static KeptCase.Result result(CaseNode node) throws RefusedException {
    node.object(
        "scheme",
        "policy",
        "status",
        "vector",
        "reasons",
        "controls",
        "referenceVersion",
        "problem");
    Map<String, Integer> vector = new HashMap<>();
    for (Map.Entry<String, CaseNode> claim : node.at("vector").members().entrySet()) {
      vector.put(claim.getKey(), claim.getValue().integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
    }
    List<Reason> reasons = new ArrayList<>();
    for (CaseNode reason : node.at("reasons").elements(REASONS_MAX_COUNT)) {
      reason.object("claim", "value", "rule", "detail");
      reasons.add(
          new Reason(
              reason.at("claim").text(),
              reason.at("value").integer(Byte.MIN_VALUE, Byte.MAX_VALUE),
              reason.at("rule").text(),
              Problem.clean(reason.at("detail").text())));
    }
    return new KeptCase.Result(
        node.at("scheme").text(),
        node.at("policy").text(),
        node.at("status").constant(Tier.class),
        vector,
        reasons,
        node.at("controls").booleans(),
        node.at("referenceVersion").text(),
        node.has("problem") ? Optional.of(problem(node.at("problem"))) : Optional.empty());
  }

  private static Problem problem(CaseNode node) throws RefusedException {
    node.object("code", "reason", "detail", "remedy");
    return new Problem(
        node.at("code").text(),
        node.at("reason").text(),
        node.at("detail").text(),
        node.at("remedy").text());
  }

  private static List<String> history(CaseNode node) throws RefusedException {
    List<String> lines = new ArrayList<>();
    for (CaseNode line : node.elements(HISTORY_MAX_COUNT)) {
      lines.add(Problem.clean(line.text()));
    }
    return lines;
  }
}
