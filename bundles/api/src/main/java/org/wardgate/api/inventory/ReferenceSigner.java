package org.wardgate.api.inventory;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who may speak for a manufacturer's models: sign reference values, endorsements, SBOMs and
 * statements about vulnerabilities.
 *
 * @param anchors roots that the signers chain to
 * @param vendor as CoRIM's class map names the manufacturer
 * @param models as CoRIM's class map names them; empty means every model of the vendor
 */
public record ReferenceSigner(List<X509Certificate> anchors, String vendor, List<String> models) {
  /** Copies the lists. */
  public ReferenceSigner {
    anchors = List.copyOf(anchors);
    models = List.copyOf(models);
  }

  /** Whether it may speak for a model of a vendor. */
  public boolean speaksFor(String ofVendor, String model) {
    return vendor.equals(ofVendor) && (models.isEmpty() || models.contains(model));
  }
}
