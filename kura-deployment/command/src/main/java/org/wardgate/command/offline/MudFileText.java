package org.wardgate.command.offline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.mud.diff.MudDiff;
import org.wardgate.mud.diff.RuleDiff;

/** Says what is in MUD files, for people and for machines. */
final class MudFileText {
  private MudFileText() {}

  /** Facts, a line each; what a file does not say is left out. */
  static List<String> lines(MudFacts facts) {
    List<String> lines = new ArrayList<>();
    lines.add("generated " + facts.lastUpdate() + ", valid " + facts.cacheValidityHours() + " h");
    lines.add(facts.supported() ? "supported" : "no longer supported");
    add(lines, "system", facts.systeminfo());
    add(lines, "manufacturer", facts.mfgName());
    add(lines, "model", facts.modelName());
    add(lines, "firmware", facts.firmwareRev());
    add(lines, "software", facts.softwareRev());
    add(lines, "extensions", String.join(", ", facts.extensions()));
    facts
        .certification()
        .ifPresent(
            c ->
                lines.add(
                    "certified "
                        + c.scheme()
                        + " "
                        + c.level()
                        + ", "
                        + c.certificateId()
                        + ", until "
                        + c.expiresAt()));
    facts
        .configuration()
        .ifPresent(
            c ->
                lines.add(
                    "configuration " + c.mediaType() + ", " + c.content().length() + " bytes"));
    facts.links().forEach(link -> lines.add(link.kind() + " " + link.url()));
    facts.tlsProfiles().forEach(profile -> lines.add("(D)TLS profile " + profile));
    return lines;
  }

  /** Facts for machines. */
  static Map<String, Object> members(MudFacts facts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("lastUpdate", facts.lastUpdate().toString());
    members.put("cacheValidityHours", facts.cacheValidityHours());
    members.put("supported", facts.supported());
    members.put("systeminfo", facts.systeminfo());
    members.put("mfgName", facts.mfgName());
    members.put("modelName", facts.modelName());
    members.put("firmwareRev", facts.firmwareRev());
    members.put("softwareRev", facts.softwareRev());
    members.put("extensions", facts.extensions());
    members.put(
        "certification",
        facts
            .certification()
            .map(
                c ->
                    Map.of(
                        "scheme", c.scheme(),
                        "level", c.level(),
                        "certificateId", c.certificateId(),
                        "expiresAt", c.expiresAt().toString())));
    members.put(
        "configuration",
        facts
            .configuration()
            .map(
                c ->
                    Map.of(
                        "mediaType", c.mediaType(),
                        "bytes", c.content().length(),
                        "sha256", c.content().sha256().hex())));
    members.put(
        "links",
        facts.links().stream().map(l -> Map.of("kind", l.kind(), "url", l.url())).toList());
    members.put("tlsProfiles", facts.tlsProfiles());
    return members;
  }

  /** What changes, a line each. */
  static List<String> lines(MudDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add(verdict(diff));
    addRules(lines, "", diff.policy());
    addRules(lines, "before admission: ", diff.bootstrapping());
    diff.facts().forEach(fact -> lines.add("fact " + fact));
    return lines;
  }

  /** What changes, for machines. */
  static Map<String, Object> members(MudDiff diff) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("same", diff.same());
    members.put("wider", diff.wider());
    members.put("policy", members(diff.policy()));
    members.put("bootstrapping", members(diff.bootstrapping()));
    members.put("facts", diff.facts());
    return members;
  }

  private static String verdict(MudDiff diff) {
    if (diff.same()) {
      return "nothing changes";
    }
    return diff.wider()
        ? "the device may do more than before"
        : "the device may do no more than before";
  }

  private static void addRules(List<String> lines, String when, RuleDiff diff) {
    diff.added().forEach(rule -> lines.add("+ " + when + rule));
    diff.removed().forEach(rule -> lines.add("- " + when + rule));
    diff.widened().forEach(rule -> lines.add("wider " + when + rule));
    diff.narrowed().forEach(rule -> lines.add("narrower " + when + rule));
    if (diff.reordered()) {
      lines.add(when + "rules that accept and deny stand in another order");
    }
  }

  private static Map<String, Object> members(RuleDiff diff) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("added", diff.added());
    members.put("removed", diff.removed());
    members.put("widened", diff.widened());
    members.put("narrowed", diff.narrowed());
    members.put("reordered", diff.reordered());
    members.put("wider", diff.wider());
    return members;
  }

  private static void add(List<String> lines, String what, String text) {
    if (!text.isEmpty()) {
      lines.add(what + " " + text);
    }
  }
}
