package org.wardgate.decision.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.ProfileNotes;

/** What a device's MUD file says besides its rules, and what is to be known about it, in words. */
final class MudWords {
  private MudWords() {}

  static List<String> of(
      NamedUrl named, Optional<ProfileNotes> notes, Optional<PolicySet> inForce, Instant now) {
    List<String> words = new ArrayList<>();
    if (named.known()) {
      words.add("MUD URL named by " + source(named));
    }
    if (!named.contested().isEmpty()) {
      words.add(contested(named));
    }
    notes.ifPresent(n -> notes(words, n, now));
    inForce.ifPresent(policy -> unmapped(words, policy));
    return List.copyOf(words);
  }

  static String contested(NamedUrl named) {
    return Problem.of(MudErrors.URL_CONFLICT, named.contested() + ", not " + named.url()).line();
  }

  private static String source(NamedUrl named) {
    return switch (named.source()) {
      case IDEVID -> "its manufacturer, in the IDevID";
      case INVENTORY -> "the operator, in the inventory";
      case COAP -> "the device itself, over CoAP; not authenticated";
      case DHCP -> "DHCP; not authenticated";
      case NONE -> "nobody";
    };
  }

  private static void notes(List<String> words, ProfileNotes notes, Instant now) {
    MudFacts facts = notes.facts();
    words.add("MUD file of " + facts.lastUpdate() + ", verified " + notes.verifiedAt());
    if (!facts.supported()) {
      words.add(Problem.of(MudErrors.NO_LONGER_SUPPORTED, "").line());
    }
    add(words, "system: ", facts.systeminfo());
    add(words, "manufacturer: ", facts.mfgName());
    add(words, "model: ", facts.modelName());
    add(words, "firmware: ", facts.firmwareRev());
    add(words, "software: ", facts.softwareRev());
    facts.certification().ifPresent(c -> certification(words, c, now));
    facts
        .configuration()
        .ifPresent(
            c ->
                words.add(
                    "to be configured before it joins: "
                        + c.content().length()
                        + " bytes of "
                        + c.mediaType()));
    facts.links().forEach(link -> words.add(link.kind() + ": " + link.url()));
    facts.tlsProfiles().forEach(profile -> words.add("TLS: " + profile));
    add(words, "extensions: ", String.join(", ", facts.extensions()));
    notes
        .refreshProblem()
        .ifPresent(p -> words.add("could not be fetched again, stays in force: " + p.line()));
  }

  private static void certification(
      List<String> words, MudFacts.Certification certification, Instant now) {
    String what =
        certification.scheme()
            + " "
            + certification.level()
            + ", "
            + certification.certificateId()
            + ", until "
            + certification.expiresAt();
    words.add(
        certification.expiresAt().isAfter(now)
            ? "certified: " + what
            : Problem.of(MudErrors.CERTIFICATION_EXPIRED, what).line());
  }

  private static void unmapped(List<String> words, PolicySet policy) {
    java.util.stream.Stream.concat(policy.fromDevice().stream(), policy.toDevice().stream())
        .flatMap(rule -> rule.remote().parts())
        .filter(Remote.Controller.class::isInstance)
        .map(remote -> ((Remote.Controller) remote).uri())
        .distinct()
        .forEach(uri -> words.add(Problem.of(MudErrors.WAITS_FOR_MAPPING, uri).line()));
  }

  private static void add(List<String> words, String before, String text) {
    if (!text.isEmpty()) {
      words.add(before + text);
    }
  }
}
