package org.wardgate.vulnerabilities.read;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.error.RefusedException;
import org.wardgate.vulnerabilities.model.Cpe;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Product;
import org.wardgate.vulnerabilities.model.Purl;
import org.wardgate.vulnerabilities.model.VersionRule;

/** Collects what identifies a product. */
final class ProductDraft {
  private final List<Purl> purls = new ArrayList<>();
  private final List<Cpe> cpes = new ArrayList<>();
  private String vendor = "";
  private String name = "";
  private VersionRule version = VersionRule.ANY;

  /** A package URL or a CPE name; anything else identifies nothing that an SBOM lists. */
  void identifier(String text) throws RefusedException {
    Purl.parse(text).ifPresent(purls::add);
    Cpe.parse(text).ifPresent(cpes::add);
    if (purls.size() + cpes.size() > Limits.IDENTIFIERS_MAX_COUNT) {
      throw Fields.tooMany("identifiers of a product", Limits.IDENTIFIERS_MAX_COUNT);
    }
  }

  void named(String ofVendor, String product, VersionRule versions) {
    vendor = ofVendor;
    name = product;
    version = versions;
  }

  Product product() {
    return new Product(purls, cpes, vendor, name, version);
  }
}
