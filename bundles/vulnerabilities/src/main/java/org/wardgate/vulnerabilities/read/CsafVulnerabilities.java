package org.wardgate.vulnerabilities.read;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Content.Statements;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Statement;
import org.wardgate.vulnerabilities.model.Status;

/** The vulnerabilities of a CSAF document (CSAF 2.0 §3.2.3). */
final class CsafVulnerabilities {
  private static final Map<String, Status> STATUSES =
      Map.of(
          "first_affected", Status.AFFECTED,
          "known_affected", Status.AFFECTED,
          "last_affected", Status.AFFECTED,
          "known_not_affected", Status.NOT_AFFECTED,
          "first_fixed", Status.FIXED,
          "fixed", Status.FIXED,
          "under_investigation", Status.UNDER_INVESTIGATION);

  /** Ways to say that nobody exploits it; what is said in another way means that somebody does. */
  private static final Pattern NOT_EXPLOITED =
      Pattern.compile(
          "^(none|no|unproven|theoretical)\\W*$"
              + "|\\bno ((known|public|publicly|active|evidence|of|reports?|reported) ){0,4}"
              + "(exploit(ation)?( in the wild)?|attack|malicious use)"
              + "|\\bnot ((yet|been|known|to|be|actively|publicly|currently) ){0,4}(exploited( in the wild)?|aware)"
              + "|\\bunaware of\\b|\\bexploited ?: ?no\\b|\\bproof.of.concept\\b");

  /** Beside one of those, these words still say that somebody does. */
  private static final Pattern EXPLOITED =
      Pattern.compile("\\bexploited ?: ?yes\\b|\\bin the wild\\b|\\bknown exploited\\b");

  private static final double CVSS_MAX = 10;

  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final Set<String> exploited = new HashSet<>();
  private int count;

  private record Claim(String vulnerability, Status status, String productId) {}

  /** A vulnerability that is being read. */
  private static final class Draft {
    private String cve = "";
    private String id = "";
    private boolean exploited;
    private double score = -1;
    private final Map<Status, List<String>> products = new HashMap<>();
  }

  void read(Cursor cursor) throws IOException, RefusedException {
    Draft draft = new Draft();
    cursor.object(key -> member(cursor, key, draft));
    String name = draft.cve.isEmpty() ? draft.id : draft.cve;
    if (name.isEmpty()) {
      throw Fields.missing("the cve or id of a vulnerability");
    }
    count++;
    if (count > Limits.VULNERABILITIES_MAX_COUNT) {
      throw Fields.tooMany("vulnerabilities", Limits.VULNERABILITIES_MAX_COUNT);
    }
    if (draft.exploited) {
      exploited.add(name);
    }
    if (draft.score >= 0) {
      scores.merge(name, draft.score, Math::max);
    }
    draft.products.forEach(
        (status, ids) -> ids.forEach(id -> claims.add(new Claim(name, status, id))));
    if (claims.size() > Limits.STATEMENTS_MAX_COUNT) {
      throw Fields.tooMany("statements", Limits.STATEMENTS_MAX_COUNT);
    }
  }

  private static void member(Cursor cursor, String key, Draft draft)
      throws IOException, RefusedException {
    switch (key) {
      case "cve" -> draft.cve = Fields.id(cursor.text(), key);
      case "ids" -> cursor.array(() -> cursor.object(k -> id(cursor, k, draft)));
      case "product_status" -> cursor.object(k -> status(cursor, k, draft));
      case "threats" -> cursor.array(() -> threat(cursor, draft));
      case "scores" -> cursor.array(() -> cursor.object(k -> score(cursor, k, draft)));
      case "metrics" -> cursor.array(() -> cursor.object(k -> metric(cursor, k, draft)));
      case "first_known_exploitation_dates" ->
          cursor.array(
              () -> {
                draft.exploited = true;
                cursor.skip();
              });
      default -> cursor.skip();
    }
  }

  private static void id(Cursor cursor, String key, Draft draft)
      throws IOException, RefusedException {
    if (key.equals("text") && draft.id.isEmpty()) {
      draft.id = Fields.id(cursor.text(), key);
    } else {
      cursor.skip();
    }
  }

  private static void status(Cursor cursor, String key, Draft draft)
      throws IOException, RefusedException {
    Status status = STATUSES.get(key);
    if (status == null) {
      cursor.skip();
      return;
    }
    List<String> ids = draft.products.computeIfAbsent(status, s -> new ArrayList<>());
    cursor.array(() -> ids.add(cursor.text()));
  }

  private static void threat(Cursor cursor, Draft draft) throws IOException, RefusedException {
    String[] said = {"", ""};
    cursor.object(
        key -> {
          switch (key) {
            case "category" -> said[0] = cursor.text();
            case "details" -> said[1] = cursor.text(Limits.STRING_MAX_CHARS);
            default -> cursor.skip();
          }
        });
    if (said[0].equals("exploit_status")) {
      draft.exploited |= exploited(said[1].strip().toLowerCase(Locale.ROOT));
    }
  }

  private static boolean exploited(String details) {
    Matcher denial = NOT_EXPLOITED.matcher(details);
    return !denial.find() || EXPLOITED.matcher(denial.replaceAll("")).find();
  }

  /** CSAF 2.1 puts the same into an object of its own. */
  private static void metric(Cursor cursor, String key, Draft draft)
      throws IOException, RefusedException {
    if (key.equals("content")) {
      cursor.object(k -> score(cursor, k, draft));
    } else {
      cursor.skip();
    }
  }

  private static void score(Cursor cursor, String key, Draft draft)
      throws IOException, RefusedException {
    switch (key) {
      case "cvss_v2", "cvss_v3", "cvss_v4" ->
          cursor.object(
              part -> {
                switch (part) {
                  case "baseScore" -> higher(draft, cursor.number(0, CVSS_MAX));
                  case "vectorString" ->
                      Cvss.score(cursor.text()).ifPresent(score -> higher(draft, score));
                  default -> cursor.skip();
                }
              });
      default -> cursor.skip();
    }
  }

  private static void higher(Draft draft, double score) {
    draft.score = Math.max(draft.score, score);
  }

  Statements statements(CsafProducts products, Instant at) throws RefusedException {
    List<Statement> statements = new ArrayList<>(claims.size());
    Map<String, CsafProducts.Meaning> meanings = new HashMap<>();
    for (Claim claim : claims) {
      CsafProducts.Meaning meaning = meanings.get(claim.productId);
      if (meaning == null) {
        meaning = products.meaning(claim.productId);
        meanings.put(claim.productId, meaning);
      }
      statements.add(
          new Statement(
              claim.vulnerability, claim.status, meaning.product(), meaning.component(), at));
    }
    return new Statements(statements, scores, exploited);
  }
}
