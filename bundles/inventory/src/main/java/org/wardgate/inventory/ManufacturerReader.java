package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Manufacturer;

/** Reads one manufacturer. */
final class ManufacturerReader {
  /** Ten years. */
  static final int EXPIRED_SIGNER_GRACE_MAX_DAYS = 3_650;

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "idevidAnchors",
          "idevidIntermediates",
          "mudSigners",
          "mudAuthorities",
          "bootstrappingAllowed",
          "expiredSignerGraceDays");

  /** A lower-case host name with an optional port. */
  private static final Pattern AUTHORITY =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

  private ManufacturerReader() {}

  static Manufacturer read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new Manufacturer(
        entry.id("id"),
        entry.label("name"),
        PemList.readSome(entry, "idevidAnchors"),
        PemList.read(entry, "idevidIntermediates"),
        PemList.read(entry, "mudSigners"),
        authorities(entry),
        entry.has("bootstrappingAllowed") && entry.flag("bootstrappingAllowed"),
        entry.has("expiredSignerGraceDays")
            ? entry.integer("expiredSignerGraceDays", 0, EXPIRED_SIGNER_GRACE_MAX_DAYS)
            : 0);
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
