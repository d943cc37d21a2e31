package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;

/** Reads one manufacturer. */
final class ManufacturerReader {
  /** Ten years. */
  static final int EXPIRED_SIGNER_GRACE_MAX_DAYS = 3_650;

  private static final String IDEVID_RULES = "idevidRules";
  private static final String MASA = "masa";
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "idevidAnchors",
          "idevidIntermediates",
          "mudSigners",
          "mudAuthorities",
          "bootstrappingAllowed",
          "expiredSignerGraceDays",
          IDEVID_RULES,
          MASA,
          "referenceSigners");

  /** A lower-case host name with an optional port. */
  private static final Pattern AUTHORITY =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

  private ManufacturerReader() {}

  static Manufacturer read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    List<X509Certificate> anchors = PemList.readSome(entry, "idevidAnchors");
    List<X509Certificate> intermediates = PemList.read(entry, "idevidIntermediates");
    return new Manufacturer(
        entry.id("id"),
        entry.label("name"),
        anchors,
        intermediates,
        PemList.read(entry, "mudSigners"),
        authorities(entry),
        entry.has("bootstrappingAllowed") && entry.flag("bootstrappingAllowed"),
        entry.has("expiredSignerGraceDays")
            ? entry.integer("expiredSignerGraceDays", 0, EXPIRED_SIGNER_GRACE_MAX_DAYS)
            : 0,
        rules(entry, anchors, intermediates),
        entry.has(MASA) ? MasaReader.read(entry.where() + " " + MASA, node.path(MASA)) : Masa.NONE,
        ReferenceSignerReader.readAll(entry));
  }

  private static IdevidRules rules(
      JsonEntry entry, List<X509Certificate> anchors, List<X509Certificate> intermediates)
      throws RefusedException {
    if (!entry.has(IDEVID_RULES)) {
      return IdevidRules.DEFAULT;
    }
    List<X509Certificate> authorities = new ArrayList<>(anchors);
    authorities.addAll(intermediates);
    return IdevidRulesReader.read(
        entry.where() + " " + IDEVID_RULES, entry.node().path(IDEVID_RULES), authorities);
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
