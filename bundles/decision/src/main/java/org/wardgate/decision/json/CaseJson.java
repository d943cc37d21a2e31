package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.rules.Addresses;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.AttestationFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.KeyEvidence;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;
import org.wardgate.decision.state.UrlSource;
import org.wardgate.decision.state.Violations;

/** Device cases as JSON. */
final class CaseJson {
  private CaseJson() {}

  static ObjectNode write(DeviceCase c) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("device", c.device().value());
    node.put("name", c.name());
    writeStanding(node.putObject("standing"), c.standing());
    writeLocation(node.putObject("location"), c.location());
    writePolicy(node.putObject("policy"), c.policy());
    writeTrust(node.putObject("trust"), c.trust());
    writeMarks(node, c.marks());
    LifeJson.write(node, c.life());
    ExemptionsJson.write(node, c.exemptions());
    return node;
  }

  private static void writeStanding(ObjectNode node, Standing standing) {
    node.put("state", standing.state().name());
    node.put("since", standing.since().toString());
    node.put("reason", standing.reason());
    standing.problem().ifPresent(p -> node.set("problem", ProblemJson.write(p)));
  }

  private static void writeLocation(ObjectNode node, Location location) {
    node.put("transport", location.transport().name());
    node.put("address", location.address());
    location
        .binding()
        .ifPresent(b -> node.put("boundAddress", b.address().getHostAddress()).put("mac", b.mac()));
    if (location.bindings().size() > 1) {
      ArrayNode further = node.putArray("further");
      location.bindings().stream()
          .skip(1)
          .forEach(
              b ->
                  further
                      .addObject()
                      .put("boundAddress", b.address().getHostAddress())
                      .put("mac", b.mac()));
    }
  }

  private static void writeMarks(ObjectNode node, AdvisoryMarks marks) {
    if (marks.any()) {
      node.putObject("advisories").put("cutBy", marks.cutBy()).put("limitedBy", marks.limitedBy());
    }
  }

  private static void writePolicy(ObjectNode node, PolicyFacts policy) {
    node.put("manufacturer", policy.manufacturerId());
    node.put("mudUrl", policy.mudUrl());
    node.put("mudUrlSource", policy.named().source().name());
    if (!policy.named().contested().isEmpty()) {
      node.put("mudUrlContested", policy.named().contested());
    }
    policy.profile().ifPresent(id -> node.put("profile", id.value()));
    policy.floor().ifPresent(id -> node.put("floor", id.value()));
    policy.target().ifPresent(id -> node.put("target", id.value()));
    node.put("protected", policy.protectedFromCuts());
    node.put("everAdmitted", policy.everAdmitted());
    node.put("everCut", policy.everCut());
    if (!policy.confirmed().equals(policy.target())) {
      node.put("confirmed", policy.confirmed().map(ProfileId::value).orElse(""));
    }
    policy.refused().ifPresent(id -> node.put("refused", id.value()));
  }

  private static void writeTrust(ObjectNode node, TrustFacts trust) {
    trust.attestation().ifPresent(a -> EvidenceJson.write(node.putObject("attestation"), a));
    trust
        .key()
        .ifPresent(
            k ->
                node.putObject("keyEvidence")
                    .put("binding", k.binding())
                    .put("at", k.at().toString()));
    trust.verdict().ifPresent(v -> node.set("verdict", VerdictJson.write(v)));
    trust.watchedSince().ifPresent(at -> node.put("watchedSince", at.toString()));
    node.putObject("violations")
        .put("count", trust.violations().count())
        .put("destinations", trust.violations().destinationsCount())
        .put("at", trust.violations().at().toString());
    node.put("missed", trust.missedCount());
  }

  static DeviceCase read(JsonNode node) {
    return new DeviceCase(
        new DeviceId(Fields.text(node, "device")),
        Fields.text(node, "name"),
        readStanding(Fields.object(node, "standing")),
        readLocation(Fields.object(node, "location")),
        readPolicy(Fields.object(node, "policy")),
        readTrust(Fields.object(node, "trust")),
        readMarks(node),
        LifeJson.read(node),
        ExemptionsJson.read(node));
  }

  private static Standing readStanding(JsonNode node) {
    Optional<Problem> problem =
        node.hasNonNull("problem")
            ? Optional.of(ProblemJson.read(Fields.object(node, "problem")))
            : Optional.empty();
    return new Standing(
        DeviceState.valueOf(Fields.text(node, "state")),
        Fields.instant(node, "since"),
        Fields.text(node, "reason"),
        problem);
  }

  private static Location readLocation(JsonNode node) {
    List<NetworkBinding> bindings = new ArrayList<>();
    readBinding(node).ifPresent(bindings::add);
    node.path("further").forEach(more -> readBinding(more).ifPresent(bindings::add));
    return new Location(
        TransportKind.valueOf(Fields.text(node, "transport")),
        Fields.text(node, "address"),
        bindings);
  }

  private static Optional<NetworkBinding> readBinding(JsonNode node) {
    return Fields.optionalText(node, "boundAddress")
        .flatMap(Addresses::parse)
        .map(address -> new NetworkBinding(address, Fields.text(node, "mac")));
  }

  private static AdvisoryMarks readMarks(JsonNode node) {
    if (!node.hasNonNull("advisories")) {
      return AdvisoryMarks.NONE;
    }
    JsonNode marks = Fields.object(node, "advisories");
    return new AdvisoryMarks(Fields.text(marks, "cutBy"), Fields.text(marks, "limitedBy"));
  }

  /** Records of before know no source: the URL came from the IDevID or the inventory then. */
  private static NamedUrl readNamed(JsonNode node) {
    String url = Fields.text(node, "mudUrl");
    UrlSource source =
        Fields.optionalText(node, "mudUrlSource")
            .map(UrlSource::valueOf)
            .orElse(url.isEmpty() ? UrlSource.NONE : UrlSource.IDEVID);
    return new NamedUrl(url, source, Fields.optionalText(node, "mudUrlContested").orElse(""));
  }

  private static PolicyFacts readPolicy(JsonNode node) {
    return new PolicyFacts(
        Fields.text(node, "manufacturer"),
        readNamed(node),
        Fields.optionalText(node, "profile").map(ProfileId::new),
        Fields.optionalText(node, "floor").map(ProfileId::new),
        Fields.flag(node, "protected"),
        Fields.optionalText(node, "target").map(ProfileId::new),
        Fields.flag(node, "everAdmitted"),
        Fields.flag(node, "everCut"),
        readConfirmed(node),
        Fields.optionalText(node, "refused").map(ProfileId::new));
  }

  /** Said only if it is not the target. */
  private static Optional<ProfileId> readConfirmed(JsonNode node) {
    return Fields.optionalText(node, "confirmed")
        .or(() -> Fields.optionalText(node, "target"))
        .filter(id -> !id.isEmpty())
        .map(ProfileId::new);
  }

  private static TrustFacts readTrust(JsonNode node) {
    Optional<AttestationFacts> attestation =
        node.hasNonNull("attestation")
            ? Optional.of(EvidenceJson.read(Fields.object(node, "attestation")))
            : Optional.empty();
    JsonNode violations = Fields.object(node, "violations");
    return new TrustFacts(
        attestation,
        readVerdict(node),
        new Violations(
            Fields.number(violations, "count"),
            Fields.integer(violations, "destinations"),
            Fields.instant(violations, "at")),
        Fields.integer(node, "missed"),
        readKey(node),
        Fields.optionalInstant(node, "watchedSince"));
  }

  private static Optional<TrustVerdict> readVerdict(JsonNode node) {
    if (node.hasNonNull("verdict")) {
      return Optional.of(VerdictJson.read(Fields.object(node, "verdict")));
    }
    return node.hasNonNull("actual")
        ? Optional.of(VerdictJson.ofProbability(Fields.number(node, "actual")))
        : Optional.empty();
  }

  /** Records of before have the key in the evidence, of whatever tier it was. */
  private static Optional<KeyEvidence> readKey(JsonNode node) {
    if (node.hasNonNull("keyEvidence")) {
      JsonNode key = Fields.object(node, "keyEvidence");
      return Optional.of(new KeyEvidence(Fields.text(key, "binding"), Fields.instant(key, "at")));
    }
    JsonNode before = node.path("attestation");
    return Fields.optionalText(before, "keyThumbprint")
        .filter(key -> !key.isEmpty() && Fields.text(before, "tier").equals(Tier.AFFIRMING.name()))
        .map(key -> new KeyEvidence(key, Fields.instant(before, "at")));
  }
}
