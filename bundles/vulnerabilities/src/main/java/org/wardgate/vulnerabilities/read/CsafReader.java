package org.wardgate.vulnerabilities.read;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Document;

/** Reads CSAF 2.0 and 2.1: VEX documents and security advisories. Used once. */
final class CsafReader {
  private static final Set<String> VERSIONS = Set.of("2.0", "2.1");
  private static final Set<String> CATEGORIES = Set.of("csaf_vex", "csaf_security_advisory");

  private String category = "";
  private String csafVersion = "";
  private String namespace = "";
  private String id = "";
  private String version = "";
  private String status = "";
  private String released = "";
  private final CsafProducts products = new CsafProducts();
  private final CsafVulnerabilities vulnerabilities = new CsafVulnerabilities();

  Document read(Bytes content) throws RefusedException {
    Cursor.over(content, cursor -> cursor.object(key -> member(cursor, key)));
    if (!VERSIONS.contains(csafVersion) || !CATEGORIES.contains(category)) {
      throw new RefusedException(
          VulnerabilityErrors.MALFORMED,
          "a CSAF 2.0 or 2.1 VEX or advisory is read, not " + csafVersion + " " + category);
    }
    if (id.isEmpty() || version.isEmpty() || released.isEmpty()) {
      throw Fields.missing("tracking.id, version or current_release_date");
    }
    // CSAF 2.0 §3.2.1.12.8: a draft is not meant to be acted upon
    if (!status.equals("final") && !status.equals("interim")) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "its status is " + status);
    }
    Instant at = Fields.instant(released);
    return new Document(
        Document.Kind.CSAF,
        namespace + " " + id,
        version,
        at,
        vulnerabilities.statements(products, at));
  }

  private void member(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "document" -> cursor.object(k -> document(cursor, k));
      case "product_tree" -> cursor.object(k -> products.tree(cursor, k));
      case "vulnerabilities" -> cursor.array(() -> vulnerabilities.read(cursor));
      default -> cursor.skip();
    }
  }

  private void document(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "category" -> category = cursor.text();
      case "csaf_version" -> csafVersion = cursor.text();
      case "publisher" -> cursor.object(k -> publisher(cursor, k));
      case "tracking" -> cursor.object(k -> tracking(cursor, k));
      default -> cursor.skip();
    }
  }

  private void publisher(Cursor cursor, String key) throws IOException, RefusedException {
    if (key.equals("namespace")) {
      namespace = Fields.id(cursor.text(), key);
    } else {
      cursor.skip();
    }
  }

  private void tracking(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "id" -> id = Fields.id(cursor.text(), key);
      case "version" -> version = Fields.id(cursor.text(), key);
      case "status" -> status = cursor.text();
      case "current_release_date" -> released = cursor.text();
      default -> cursor.skip();
    }
  }
}
