package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Reads one manufacturer. */
final class ManufacturerReader {
  private static final Set<String> FIELDS =
      Set.of("id", "name", "idevidAnchors", "idevidIntermediates", "mudSigners", "mudAuthorities");

  /** A lower-case host name with an optional port. */
  private static final Pattern AUTHORITY =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

  private ManufacturerReader() {}

  static Manufacturer read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    Manufacturer manufacturer =
        new Manufacturer(
            entry.id("id"),
            entry.label("name"),
            certificates(entry, "idevidAnchors"),
            certificates(entry, "idevidIntermediates"),
            certificates(entry, "mudSigners"),
            authorities(entry));
    if (manufacturer.idevidAnchors().isEmpty()) {
      throw entry.malformed("idevidAnchors must name at least one certificate");
    }
    return manufacturer;
  }

  private static List<X509Certificate> certificates(JsonEntry entry, String field)
      throws RefusedException {
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

  private static List<String> authorities(JsonEntry entry) throws RefusedException {
    List<String> authorities = new ArrayList<>();
    for (JsonNode node : entry.list("mudAuthorities", InventoryLimits.AUTHORITIES_MAX_COUNT)) {
      if (!node.isTextual() || !AUTHORITY.matcher(node.textValue()).matches()) {
        throw entry.malformed("mudAuthorities must be lower-case host names");
      }
      authorities.add(node.textValue());
    }
    return authorities;
  }
}
