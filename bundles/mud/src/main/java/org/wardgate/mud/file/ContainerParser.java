package org.wardgate.mud.file;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads the container {@code ietf-mud:mud} (RFC 8520 §3). */
final class ContainerParser {
  private static final String FROM = "from-device-policy";
  private static final String TO = "to-device-policy";
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
          FROM,
          TO);
  private static final Pattern DATE_AND_TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(Z|[+-][0-9]{2}:[0-9]{2})");
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
    for (String key : mud.keys()) {
      if (!KNOWN.contains(key)) {
        findings.warning(MudErrors.NODE_IGNORED, mud.place().key(key), key);
      }
    }
    boolean supported = mud.required("is-supported").truth();
    if (!supported) {
      findings.warning(MudErrors.NO_LONGER_SUPPORTED, mud.place(), "is-supported is false");
    }
    return new MudFile(
        MudFile.VERSION,
        url(mud.required("mud-url")),
        lastUpdate(mud.required("last-update")),
        signature(mud),
        cacheValidity(mud),
        supported,
        product(mud),
        extensions(mud),
        policy(mud, FROM, acls),
        policy(mud, TO, acls));
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

  private static Instant lastUpdate(Node node) throws Refusal {
    // RFC 6991 date-and-time
    if (DATE_AND_TIME.matcher(node.text()).matches()) {
      try {
        return OffsetDateTime.parse(node.text()).toInstant();
      } catch (DateTimeParseException e) {
        throw node.bad("not a date and time: " + node.text());
      }
    }
    throw node.bad("not a date and time: " + node.text());
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

  private List<String> extensions(Node mud) throws Refusal {
    Optional<Node> node = mud.child("extensions");
    if (node.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Node entry : limited(node.get(), MudFile.EXTENSIONS_MAX_COUNT)) {
      names.add(entry.text());
      findings.warning(
          MudErrors.NODE_IGNORED, entry.place(), "extension " + entry.text() + " is not supported");
    }
    return names;
  }

  private List<AccessList> policy(Node mud, String key, Map<String, AccessList> acls)
      throws Refusal {
    Optional<Node> policy = mud.child(key);
    if (policy.isEmpty()) {
      findings.warning(MudErrors.NO_POLICY, mud.place(), key);
      return List.of();
    }
    policy.get().refuseBeside(Set.of("access-lists"));
    Node lists = policy.get().required("access-lists");
    lists.refuseBeside(Set.of("access-list"));
    Map<String, AccessList> chosen = new LinkedHashMap<>();
    for (Node entry : limited(lists.required("access-list"), MudFile.ACLS_MAX_COUNT)) {
      entry.refuseBeside(Set.of("name"));
      Node name = entry.required("name");
      AccessList acl = acls.get(name.text());
      if (acl == null) {
        findings.error(new Refusal(MudErrors.UNKNOWN_ACL, name.place(), name.text()));
      } else if (chosen.put(acl.name(), acl) != null) {
        findings.warning(MudErrors.DUPLICATE_NAME, name.place(), name.text() + " counts once");
      }
    }
    return List.copyOf(chosen.values());
  }

  private static List<Node> limited(Node list, int max) throws Refusal {
    List<Node> entries = list.entries();
    if (entries.size() > max) {
      throw new Refusal(
          MudErrors.TOO_MANY_RULES, list.place(), entries.size() + " entries, at most " + max);
    }
    return entries;
  }
}
