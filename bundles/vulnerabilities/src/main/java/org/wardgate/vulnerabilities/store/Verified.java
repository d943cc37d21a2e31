package org.wardgate.vulnerabilities.store;

import java.util.Optional;
import org.wardgate.vulnerabilities.assess.Firmware;
import org.wardgate.vulnerabilities.assess.Source;
import org.wardgate.vulnerabilities.model.Document;

/**
 * A document that counts.
 *
 * @param document what was read
 * @param issuer on whose behalf it was signed
 * @param firmware if it is an SBOM
 * @param source if it has statements
 */
record Verified(
    Document document, String issuer, Optional<Firmware> firmware, Optional<Source> source) {
  /** Its name among all documents. */
  String key() {
    return document.kind() + "\n" + issuer + "\n" + document.id();
  }
}
