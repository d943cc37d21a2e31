package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.DeviceConfiguration;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.mud.MudFacts.Certification;
import org.wardgate.api.mud.MudFacts.Link;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.state.ProfileNotes;

/** Notes about profiles as JSON. */
final class NotesJson {
  private NotesJson() {}

  static ObjectNode write(ProfileNotes notes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("profile", notes.profile().value());
    node.put("verifiedAt", notes.verifiedAt().toString());
    notes.bootstrapping().ifPresent(id -> node.put("bootstrapping", id.value()));
    notes.refreshProblem().ifPresent(p -> node.set("refreshProblem", ProblemJson.write(p)));
    writeFacts(node.putObject("facts"), notes.facts());
    return node;
  }

  private static void writeFacts(ObjectNode node, MudFacts facts) {
    node.put("lastUpdate", facts.lastUpdate().toString());
    node.put("cacheValidityHours", facts.cacheValidityHours());
    node.put("supported", facts.supported());
    node.put("systeminfo", facts.systeminfo());
    node.put("mfgName", facts.mfgName());
    node.put("modelName", facts.modelName());
    node.put("firmwareRev", facts.firmwareRev());
    node.put("softwareRev", facts.softwareRev());
    facts.extensions().forEach(node.putArray("extensions")::add);
    facts
        .certification()
        .ifPresent(
            c ->
                node.putObject("certification")
                    .put("scheme", c.scheme())
                    .put("level", c.level())
                    .put("certificateId", c.certificateId())
                    .put("expiresAt", c.expiresAt().toString()));
    facts
        .configuration()
        .ifPresent(
            c ->
                node.putObject("configuration")
                    .put("mediaType", c.mediaType())
                    .put("content", c.content().hex()));
    ArrayNode links = node.putArray("links");
    facts.links().forEach(l -> links.addObject().put("kind", l.kind()).put("url", l.url()));
    facts.tlsProfiles().forEach(node.putArray("tlsProfiles")::add);
  }

  static ProfileNotes read(JsonNode node) {
    Optional<Problem> problem =
        node.hasNonNull("refreshProblem")
            ? Optional.of(ProblemJson.read(Fields.object(node, "refreshProblem")))
            : Optional.empty();
    return new ProfileNotes(
        new ProfileId(Fields.text(node, "profile")),
        readFacts(Fields.object(node, "facts")),
        Fields.optionalText(node, "bootstrapping").map(ProfileId::new),
        Fields.instant(node, "verifiedAt"),
        problem);
  }

  private static MudFacts readFacts(JsonNode node) {
    List<Link> links = new ArrayList<>();
    node.path("links")
        .forEach(l -> links.add(new Link(Fields.text(l, "kind"), Fields.text(l, "url"))));
    return new MudFacts(
        Fields.instant(node, "lastUpdate"),
        Fields.integer(node, "cacheValidityHours"),
        Fields.flag(node, "supported"),
        Fields.text(node, "systeminfo"),
        Fields.text(node, "mfgName"),
        Fields.text(node, "modelName"),
        Fields.text(node, "firmwareRev"),
        Fields.text(node, "softwareRev"),
        Fields.texts(node, "extensions"),
        readCertification(node),
        readConfiguration(node),
        links,
        Fields.texts(node, "tlsProfiles"));
  }

  private static Optional<Certification> readCertification(JsonNode node) {
    if (!node.hasNonNull("certification")) {
      return Optional.empty();
    }
    JsonNode c = Fields.object(node, "certification");
    return Optional.of(
        new Certification(
            Fields.text(c, "scheme"),
            Fields.text(c, "level"),
            Fields.text(c, "certificateId"),
            Fields.instant(c, "expiresAt")));
  }

  private static Optional<DeviceConfiguration> readConfiguration(JsonNode node) {
    if (!node.hasNonNull("configuration")) {
      return Optional.empty();
    }
    JsonNode c = Fields.object(node, "configuration");
    return Optional.of(
        new DeviceConfiguration(
            Fields.text(c, "mediaType"), Bytes.ofHex(Fields.text(c, "content"))));
  }
}
