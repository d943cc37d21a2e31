package org.wardgate.vulnerabilities.read;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Product;
import org.wardgate.vulnerabilities.model.VersionRule;

/** The product tree of a CSAF document (CSAF 2.0 §3.2.2). */
final class CsafProducts {
  private final Map<String, Named> named = new HashMap<>();
  private final Map<String, Relation> relations = new HashMap<>();

  /**
   * What a product id stands for.
   *
   * @param product the product
   * @param component the part of it, absent if all of it is meant
   */
  record Meaning(Product product, Optional<Product> component) {}

  private record Relation(String component, String product) {}

  /** A product, and where in the tree it stands; the path is complete once its branch is read. */
  private record Named(ProductDraft identifiers, Path path) {}

  /** A branch. What names it may stand before or after what it contains. */
  private static final class Path {
    private final Optional<Path> above;
    private String category = "";
    private String name = "";

    Path(Optional<Path> above) {
      this.above = above;
    }

    String find(String wanted) {
      return category.equals(wanted) ? name : above.map(path -> path.find(wanted)).orElse("");
    }
  }

  void tree(Cursor cursor, String key) throws IOException, RefusedException {
    Path top = new Path(Optional.empty());
    switch (key) {
      case "branches" -> cursor.array(() -> branch(cursor, top));
      case "full_product_names" -> cursor.array(() -> fullName(cursor, top));
      case "relationships" -> cursor.array(() -> relationship(cursor));
      default -> cursor.skip();
    }
  }

  private void branch(Cursor cursor, Path above) throws IOException, RefusedException {
    Path path = new Path(Optional.of(above));
    cursor.object(
        key -> {
          switch (key) {
            case "category" -> path.category = cursor.text();
            case "name" -> path.name = cursor.text();
            case "branches" -> cursor.array(() -> branch(cursor, path));
            case "product" -> fullName(cursor, path);
            default -> cursor.skip();
          }
        });
  }

  private void fullName(Cursor cursor, Path path) throws IOException, RefusedException {
    ProductDraft draft = new ProductDraft();
    String id = fullName(cursor, draft);
    if (named.put(id, new Named(draft, path)) != null) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "product id twice: " + id);
    }
    bounded();
  }

  private static String fullName(Cursor cursor, ProductDraft draft)
      throws IOException, RefusedException {
    String[] id = {""};
    cursor.object(
        key -> {
          switch (key) {
            case "product_id" -> id[0] = cursor.text();
            case "product_identification_helper" ->
                cursor.object(kind -> helper(cursor, kind, draft));
            default -> cursor.skip();
          }
        });
    if (id[0].isEmpty()) {
      throw Fields.missing("a product_id");
    }
    return id[0];
  }

  private static void helper(Cursor cursor, String kind, ProductDraft draft)
      throws IOException, RefusedException {
    switch (kind) {
      case "cpe", "purl" -> draft.identifier(cursor.text());
      case "purls" -> cursor.array(() -> draft.identifier(cursor.text()));
      default -> cursor.skip();
    }
  }

  private void relationship(Cursor cursor) throws IOException, RefusedException {
    String[] ids = {"", "", ""};
    cursor.object(
        key -> {
          switch (key) {
            case "full_product_name" -> ids[0] = fullName(cursor, new ProductDraft());
            case "product_reference" -> ids[1] = cursor.text();
            case "relates_to_product_reference" -> ids[2] = cursor.text();
            default -> cursor.skip();
          }
        });
    if (ids[0].isEmpty() || ids[1].isEmpty() || ids[2].isEmpty()) {
      throw Fields.missing("a part of a relationship");
    }
    if (relations.put(ids[0], new Relation(ids[1], ids[2])) != null) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "product id twice: " + ids[0]);
    }
    bounded();
  }

  private void bounded() throws RefusedException {
    if (named.size() + relations.size() > Limits.PRODUCTS_MAX_COUNT) {
      throw Fields.tooMany("products", Limits.PRODUCTS_MAX_COUNT);
    }
  }

  /**
   * What an id stands for, once the tree is read.
   *
   * @throws RefusedException MALFORMED if there is no such product
   */
  Meaning meaning(String id) throws RefusedException {
    Relation relation = relations.get(id);
    return relation == null
        ? new Meaning(product(id), Optional.empty())
        : new Meaning(product(relation.product), Optional.of(product(relation.component)));
  }

  private Product product(String id) throws RefusedException {
    Named found = named.get(id);
    if (found == null) {
      throw new RefusedException(VulnerabilityErrors.MALFORMED, "no product has the id " + id);
    }
    Path path = found.path;
    String version = path.find("product_version");
    String range = path.find("product_version_range");
    found.identifiers.named(
        path.find("vendor"),
        path.find("product_name"),
        version.isEmpty() ? new VersionRule(range, true) : new VersionRule(version, false));
    return found.identifiers.product();
  }
}
