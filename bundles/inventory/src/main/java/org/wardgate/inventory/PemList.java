package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Reads a field that is an array of PEM strings. */
final class PemList {
  private PemList() {}

  /** The certificates; none if the field is absent. */
  static List<X509Certificate> read(JsonEntry entry, String field) throws RefusedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (JsonNode pem : entry.list(field, InventoryLimits.CERTIFICATES_MAX_COUNT)) {
      if (!pem.isTextual()) {
        throw entry.malformed(field + " must be PEM strings");
      }
      try {
        certificates.addAll(Certificates.ofPem(pem.textValue()));
      } catch (CryptoException e) {
        throw entry.malformed(field + ": " + e.getMessage());
      }
    }
    return certificates;
  }

  /** As {@link #read}, but at least one. */
  static List<X509Certificate> readSome(JsonEntry entry, String field) throws RefusedException {
    List<X509Certificate> certificates = read(entry, field);
    if (certificates.isEmpty()) {
      throw entry.malformed(field + " must name at least one certificate");
    }
    return certificates;
  }
}
