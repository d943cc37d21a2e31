package org.wardgate.vulnerabilities.read;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Content.Statements;
import org.wardgate.vulnerabilities.model.Document;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Product;
import org.wardgate.vulnerabilities.model.Statement;
import org.wardgate.vulnerabilities.model.Status;

/** Reads OpenVEX 0.2.0; 0.0.1 as far as it is the same. Used once. */
final class OpenVexReader {
  private static final String CONTEXT = "https://openvex.dev/ns";

  private String context = "";
  private String id = "";
  private String version = "";
  private String timestamp = "";
  private String updated = "";
  private final List<Draft> drafts = new ArrayList<>();
  private int count;

  /** A statement that is being read. */
  private static final class Draft {
    private String vulnerability = "";
    private String status = "";
    private String timestamp = "";
    private String updated = "";
    private final List<Target> targets = new ArrayList<>();
  }

  private record Target(Product product, Optional<Product> component) {}

  Document read(Bytes content) throws RefusedException {
    Cursor.over(content, cursor -> cursor.object(key -> member(cursor, key)));
    if (!context.startsWith(CONTEXT)) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "not OpenVEX: " + context);
    }
    if (id.isEmpty() || version.isEmpty() || timestamp.isEmpty()) {
      throw Fields.missing("@id, version or timestamp");
    }
    Instant at = Fields.instant(updated.isEmpty() ? timestamp : updated);
    List<Statement> statements = new ArrayList<>();
    for (Draft draft : drafts) {
      add(draft, at, statements);
    }
    return new Document(
        Document.Kind.OPENVEX, id, version, at, new Statements(statements, Map.of(), Set.of()));
  }

  private void member(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "@context" -> context = cursor.text();
      case "@id" -> id = Fields.id(cursor.text(), key);
      case "version" -> version = cursor.atText() ? cursor.text() : "" + cursor.whole();
      case "timestamp" -> timestamp = cursor.text();
      case "last_updated" -> updated = cursor.text();
      case "statements" -> cursor.array(() -> statement(cursor));
      default -> cursor.skip();
    }
  }

  private void statement(Cursor cursor) throws IOException, RefusedException {
    Draft draft = new Draft();
    cursor.object(
        key -> {
          switch (key) {
            case "vulnerability" -> draft.vulnerability = vulnerability(cursor);
            case "status" -> draft.status = cursor.text();
            case "timestamp" -> draft.timestamp = cursor.text();
            case "last_updated" -> draft.updated = cursor.text();
            case "products" -> cursor.array(() -> product(cursor, draft));
            default -> cursor.skip();
          }
        });
    count += Math.max(1, draft.targets.size());
    if (count > Limits.STATEMENTS_MAX_COUNT) {
      throw Fields.tooMany("statements", Limits.STATEMENTS_MAX_COUNT);
    }
    drafts.add(draft);
  }

  /** Its CVE number among its names, otherwise its name. */
  private static String vulnerability(Cursor cursor) throws IOException, RefusedException {
    if (cursor.atText()) {
      return Fields.id(cursor.text(), "vulnerability");
    }
    List<String> names = new ArrayList<>();
    List<String> aliases = new ArrayList<>();
    cursor.object(
        key -> {
          switch (key) {
            case "name" -> names.add(Fields.id(cursor.text(), key));
            case "aliases" ->
                cursor.array(
                    () -> {
                      String alias = cursor.text();
                      if (Fields.isCve(alias) && aliases.isEmpty()) {
                        aliases.add(alias);
                      }
                    });
            default -> cursor.skip();
          }
        });
    if (names.isEmpty()) {
      throw Fields.missing("the name of a vulnerability");
    }
    String name = names.get(0);
    return Fields.isCve(name) || aliases.isEmpty() ? name : aliases.get(0);
  }

  private static void product(Cursor cursor, Draft draft) throws IOException, RefusedException {
    ProductDraft product = new ProductDraft();
    List<Product> parts = new ArrayList<>();
    boolean[] divided = new boolean[1];
    if (cursor.atText()) {
      product.identifier(cursor.text());
    } else {
      cursor.object(
          key -> {
            if (key.equals("subcomponents")) {
              cursor.array(
                  () -> {
                    divided[0] = true;
                    parts.add(part(cursor));
                  });
            } else {
              identified(cursor, key, product);
            }
          });
    }
    Product whole = product.product();
    if (!divided[0]) {
      draft.targets.add(new Target(whole, Optional.empty()));
    }
    parts.forEach(part -> draft.targets.add(new Target(whole, Optional.of(part))));
  }

  private static Product part(Cursor cursor) throws IOException, RefusedException {
    ProductDraft part = new ProductDraft();
    if (cursor.atText()) {
      part.identifier(cursor.text());
    } else {
      cursor.object(key -> identified(cursor, key, part));
    }
    return part.product();
  }

  private static void identified(Cursor cursor, String key, ProductDraft product)
      throws IOException, RefusedException {
    switch (key) {
      case "@id" -> product.identifier(cursor.text());
      case "identifiers" -> cursor.object(kind -> product.identifier(cursor.text()));
      default -> cursor.skip();
    }
  }

  private static void add(Draft draft, Instant documentAt, List<Statement> statements)
      throws RefusedException {
    if (draft.vulnerability.isEmpty()) {
      throw Fields.missing("the vulnerability of a statement");
    }
    Status status = status(draft.status);
    String own = draft.updated.isEmpty() ? draft.timestamp : draft.updated;
    Instant at = own.isEmpty() ? documentAt : Fields.instant(own);
    for (Target target : draft.targets) {
      statements.add(
          new Statement(draft.vulnerability, status, target.product, target.component, at));
    }
  }

  private static Status status(String text) throws RefusedException {
    return switch (text) {
      case "not_affected" -> Status.NOT_AFFECTED;
      case "affected" -> Status.AFFECTED;
      case "fixed" -> Status.FIXED;
      case "under_investigation" -> Status.UNDER_INVESTIGATION;
      default -> throw new RefusedException(VulnerabilityErrors.MALFORMED, "not a status: " + text);
    };
  }
}
