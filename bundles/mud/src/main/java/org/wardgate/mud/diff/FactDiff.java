package org.wardgate.mud.diff;

import java.util.List;
import java.util.stream.Collectors;
import org.wardgate.api.mud.MudFacts;

/** Says which facts differ. */
final class FactDiff {
  private FactDiff() {}

  static void add(List<String> changes, MudFacts before, MudFacts after) {
    add(changes, "last-update", before.lastUpdate().toString(), after.lastUpdate().toString());
    add(
        changes,
        "cache-validity",
        before.cacheValidityHours() + " hours",
        after.cacheValidityHours() + " hours");
    add(changes, "is-supported", before.supported() + "", after.supported() + "");
    add(changes, "systeminfo", before.systeminfo(), after.systeminfo());
    add(changes, "mfg-name", before.mfgName(), after.mfgName());
    add(changes, "model-name", before.modelName(), after.modelName());
    add(changes, "firmware-rev", before.firmwareRev(), after.firmwareRev());
    add(changes, "software-rev", before.softwareRev(), after.softwareRev());
    add(changes, "extensions", list(before.extensions()), list(after.extensions()));
    add(changes, "certification", certification(before), certification(after));
    add(changes, "configuration", configuration(before), configuration(after));
    add(changes, "links", links(before), links(after));
    add(changes, "(D)TLS profiles", list(before.tlsProfiles()), list(after.tlsProfiles()));
  }

  static void add(List<String> changes, String name, String before, String after) {
    if (!before.equals(after)) {
      changes.add(name + ": " + shown(before) + " → " + shown(after));
    }
  }

  private static String shown(String fact) {
    return fact.isEmpty() ? "none" : fact;
  }

  private static String list(List<String> texts) {
    return String.join(", ", texts);
  }

  private static String certification(MudFacts facts) {
    return facts
        .certification()
        .map(
            c -> c.scheme() + " " + c.level() + " " + c.certificateId() + " until " + c.expiresAt())
        .orElse("");
  }

  private static String configuration(MudFacts facts) {
    return facts
        .configuration()
        .map(
            c ->
                c.mediaType()
                    + ", "
                    + c.content().length()
                    + " bytes, sha256 "
                    + c.content().sha256().hex())
        .orElse("");
  }

  private static String links(MudFacts facts) {
    return facts.links().stream()
        .map(link -> link.kind() + " " + link.url())
        .collect(Collectors.joining(", "));
  }
}
