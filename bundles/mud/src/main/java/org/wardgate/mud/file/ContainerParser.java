package org.wardgate.mud.file;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads the container {@code ietf-mud:mud} (RFC 8520 §3). */
final class ContainerParser {
  private static final Set<String> KNOWN =
      Set.of(
          "mud-version",
          "mud-url",
          "last-update",
          "mud-signature",
          "cache-validity",
          "is-supported",
          "systeminfo",
          "mfg-name",
          "model-name",
          "firmware-rev",
          "software-rev",
          "documentation",
          "extensions",
          PolicyParser.FROM,
          PolicyParser.TO);
  private static final int CACHE_VALIDITY_MAX_HOURS = 168;

  private final Findings findings;

  ContainerParser(Findings findings) {
    this.findings = findings;
  }

  MudFile parse(Node mud, Map<String, AccessList> acls) throws Refusal {
    Node version = mud.required("mud-version");
    if (!(version.json() instanceof Json.Whole whole) || whole.value() != MudFile.VERSION) {
      throw new Refusal(
          MudErrors.UNSUPPORTED_VERSION, version.place(), "is " + describe(version.json()));
    }
    List<String> extensions = extensions(mud);
    Set<Extension> known = known(mud, extensions);
    boolean supported = mud.required("is-supported").truth();
    if (!supported) {
      findings.warning(MudErrors.NO_LONGER_SUPPORTED, mud.place(), "is-supported is false");
    }
    return new MudFile(
        MudFile.VERSION,
        url(mud.required("mud-url")),
        DateAndTime.parse(mud.required("last-update")),
        signature(mud),
        cacheValidity(mud),
        supported,
        product(mud),
        extensions,
        new ExtrasParser(mud, known, findings).parse(acls),
        new PolicyParser(acls, findings).parse(mud));
  }

  private static String describe(Json json) {
    return json instanceof Json.Whole whole ? Long.toString(whole.value()) : json.kind();
  }

  static MudUrl url(Node node) throws Refusal {
    try {
      return MudUrl.of(node.text());
    } catch (RefusedException e) {
      throw new Refusal(e.errorCode(), node.place(), e.detail());
    }
  }

  private static Optional<String> signature(Node mud) throws Refusal {
    Optional<Node> node = mud.child("mud-signature");
    return node.isEmpty() ? Optional.empty() : Optional.of(url(node.get()).text());
  }

  private static int cacheValidity(Node mud) throws Refusal {
    Optional<Node> node = mud.child("cache-validity");
    // RFC 8520 §3.5
    return node.isEmpty()
        ? MudFile.CACHE_VALIDITY_DEFAULT_HOURS
        : node.get().whole(1, CACHE_VALIDITY_MAX_HOURS);
  }

  private Product product(Node mud) throws Refusal {
    Optional<String> systeminfo = description(mud, "systeminfo");
    // RFC 8520 §3.7: should not exceed 60 characters
    if (systeminfo
        .filter(s -> s.codePointCount(0, s.length()) > Product.SYSTEMINFO_MAX_CHARS)
        .isPresent()) {
      findings.warning(
          MudErrors.TEXT_TOO_LONG,
          mud.place().key("systeminfo"),
          "more than " + Product.SYSTEMINFO_MAX_CHARS + " characters");
    }
    return new Product(
        systeminfo,
        description(mud, "mfg-name"),
        description(mud, "model-name"),
        description(mud, "firmware-rev"),
        description(mud, "software-rev"),
        description(mud, "documentation"));
  }

  private Optional<String> description(Node mud, String key) throws Refusal {
    Optional<Node> node = mud.child(key);
    if (node.isPresent() && !(node.get().json() instanceof Json.Text)) {
      findings.warning(
          MudErrors.NODE_IGNORED, node.get().place(), "must be a string; only for people anyway");
      return Optional.empty();
    }
    return node.isEmpty() ? Optional.empty() : Optional.of(node.get().text());
  }

  private static List<String> extensions(Node mud) throws Refusal {
    Optional<Node> node = mud.child("extensions");
    if (node.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Node entry : node.get().entries(MudFile.EXTENSIONS_MAX_COUNT)) {
      names.add(entry.text());
    }
    return names;
  }

  /** The extensions a file declares and this gateway knows. What it does not know is noted. */
  private Set<Extension> known(Node mud, List<String> names) throws Refusal {
    Set<Extension> known = EnumSet.noneOf(Extension.class);
    for (String name : names) {
      Optional<Extension> extension = Extension.declared(name);
      extension.ifPresent(known::add);
      if (extension.isEmpty()) {
        // RFC 8520 §3.9. What it adds inside policies and lists is refused where it stands.
        findings.warning(
            MudErrors.NODE_IGNORED, mud.place().key("extensions"), "unknown extension " + name);
      }
    }
    for (String key : mud.keys()) {
      Optional<Extension> extension = Extension.ofNode(key);
      if (extension.isPresent() && !known.contains(extension.get())) {
        findings.warning(
            MudErrors.NODE_IGNORED, mud.place().key(key), "its extension is not declared");
      } else if (extension.isEmpty() && !KNOWN.contains(key)) {
        findings.warning(MudErrors.NODE_IGNORED, mud.place().key(key), key);
      }
    }
    return known;
  }
}
