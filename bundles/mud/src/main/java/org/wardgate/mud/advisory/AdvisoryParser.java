package org.wardgate.mud.advisory;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.JsonReader;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;

/** Reads advisories. Strict: what is not known is refused, as ignoring it could widen. Pure. */
public final class AdvisoryParser {
  private static final String ROOT = "wardgate-threat-mud:advisory";
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "version",
          "issued-at",
          "expires-at",
          "issuer",
          "affected",
          "response",
          "summary",
          "references",
          "withdrawn");
  private static final Set<String> AFFECTED_FIELDS =
      Set.of("manufacturer", "mud-url", "firmware-rev");
  private static final Map<String, Advisory.Response> RESPONSES =
      Map.of(
          "quarantine", Advisory.Response.QUARANTINE,
          "local-only", Advisory.Response.LOCAL_ONLY,
          "alarm", Advisory.Response.ALARM);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern INVENTORY_ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern REFERENCE = Pattern.compile("[!-~]+");
  private static final Pattern UTC_TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

  private AdvisoryParser() {}

  /**
   * Reads an advisory; nothing about its signature or dates is checked.
   *
   * @param content the file
   * @throws RefusedException ADVISORY_MALFORMED naming the node
   */
  public static Advisory parse(Bytes content) throws RefusedException {
    try {
      if (content.length() > AdvisoryLimits.CONTENT_MAX_BYTES) {
        throw new Refusal(
            MudErrors.TOO_LARGE,
            Place.ROOT,
            content.length() + " of " + AdvisoryLimits.CONTENT_MAX_BYTES + " bytes");
      }
      Node file = Node.root(JsonReader.read(content));
      file.refuseBeside(Set.of(ROOT));
      return advisory(file.required(ROOT), content);
    } catch (Refusal e) {
      throw new RefusedException(
          MudErrors.ADVISORY_MALFORMED, e.errorCode().reason() + ": " + e.toRefused().detail());
    }
  }

  private static Advisory advisory(Node node, Bytes content) throws Refusal {
    node.refuseBeside(FIELDS);
    Instant issuedAt = time(node.required("issued-at"));
    Instant expiresAt = time(node.required("expires-at"));
    if (!expiresAt.isAfter(issuedAt)
        || expiresAt.isAfter(issuedAt.plus(AdvisoryLimits.LIFETIME_MAX))) {
      throw node.required("expires-at")
          .bad("must be at most " + AdvisoryLimits.LIFETIME_MAX.toDays() + " days after issued-at");
    }
    Optional<Node> withdrawn = node.child("withdrawn");
    return new Advisory(
        matching(node.required("id"), ID),
        version(node.required("version")),
        matching(node.required("issuer"), INVENTORY_ID),
        issuedAt,
        expiresAt,
        affected(node.required("affected")),
        response(node.required("response")),
        line(node.required("summary"), AdvisoryLimits.SUMMARY_MAX_CHARS),
        references(node),
        withdrawn.isPresent() && withdrawn.get().truth(),
        content.sha256().hex());
  }

  private static long version(Node node) throws Refusal {
    if (node.json() instanceof Json.Whole whole
        && whole.value() >= 1
        && whole.value() <= AdvisoryLimits.VERSION_MAX) {
      return whole.value();
    }
    throw node.bad("must be a whole number from 1 to 2^53-1");
  }

  private static Instant time(Node node) throws Refusal {
    String text = node.text();
    try {
      if (UTC_TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw node.bad("no such time: " + text);
    }
    throw node.bad("must be a time such as 2026-01-31T12:00:00Z");
  }

  private static List<Advisory.Affected> affected(Node node) throws Refusal {
    List<Advisory.Affected> affected = new ArrayList<>();
    for (Node entry : some(node, Advisory.AFFECTED_MAX_COUNT)) {
      entry.refuseBeside(AFFECTED_FIELDS);
      affected.add(
          new Advisory.Affected(
              matching(entry.required("manufacturer"), INVENTORY_ID),
              mudUrl(entry.required("mud-url")),
              firmwareRevs(entry)));
    }
    refuseDuplicates(node, affected);
    return affected;
  }

  private static List<String> firmwareRevs(Node entry) throws Refusal {
    Optional<Node> node = entry.child("firmware-rev");
    if (node.isEmpty()) {
      return List.of();
    }
    List<String> revs = new ArrayList<>();
    for (Node rev : atMost(node.get(), AdvisoryLimits.FIRMWARE_REVS_MAX_COUNT)) {
      revs.add(line(rev, AdvisoryLimits.FIRMWARE_REV_MAX_CHARS));
    }
    refuseDuplicates(node.get(), revs);
    return revs;
  }

  private static List<String> references(Node advisory) throws Refusal {
    Optional<Node> node = advisory.child("references");
    if (node.isEmpty()) {
      return List.of();
    }
    List<String> references = new ArrayList<>();
    for (Node reference : atMost(node.get(), AdvisoryLimits.REFERENCES_MAX_COUNT)) {
      if (reference.text().length() > AdvisoryLimits.REFERENCE_MAX_CHARS) {
        throw reference.bad("longer than " + AdvisoryLimits.REFERENCE_MAX_CHARS + " characters");
      }
      references.add(matching(reference, REFERENCE));
    }
    refuseDuplicates(node.get(), references);
    return references;
  }

  private static Advisory.Response response(Node node) throws Refusal {
    Advisory.Response response = RESPONSES.get(node.text());
    if (response == null) {
      throw node.bad("must be quarantine, local-only or alarm");
    }
    return response;
  }

  private static String mudUrl(Node node) throws Refusal {
    try {
      return MudUrl.of(node.text()).text();
    } catch (RefusedException e) {
      throw node.bad(e.detail());
    }
  }

  private static String matching(Node node, Pattern pattern) throws Refusal {
    if (!pattern.matcher(node.text()).matches()) {
      throw node.bad("must match " + pattern.pattern());
    }
    return node.text();
  }

  /** One line, printable, not blank. */
  private static String line(Node node, int maxChars) throws Refusal {
    String text = node.text();
    if (text.isBlank() || text.length() > maxChars || !Problem.clean(text).equals(text)) {
      throw node.bad("must be printable, not blank, and at most " + maxChars + " characters");
    }
    return text;
  }

  private static List<Node> some(Node node, int maxCount) throws Refusal {
    List<Node> entries = atMost(node, maxCount);
    if (entries.isEmpty()) {
      throw node.bad("must not be empty");
    }
    return entries;
  }

  private static List<Node> atMost(Node node, int maxCount) throws Refusal {
    List<Node> entries = node.entries();
    if (entries.size() > maxCount) {
      throw node.bad("more than " + maxCount);
    }
    return entries;
  }

  private static <T> void refuseDuplicates(Node node, List<T> values) throws Refusal {
    if (new HashSet<>(values).size() != values.size()) {
      throw node.bad("names the same twice");
    }
  }
}
