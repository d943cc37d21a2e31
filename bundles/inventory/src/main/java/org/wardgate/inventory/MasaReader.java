package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Masa;

/** Reads who signs a manufacturer's vouchers. */
final class MasaReader {
  private static final Set<String> FIELDS = Set.of("url", "signers", "tlsAnchors");

  private MasaReader() {}

  static Masa read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new Masa(
        entry.has("url") ? Urls.mudUrl(entry, "url") : "",
        PemList.readSome(entry, "signers"),
        PemList.read(entry, "tlsAnchors"));
  }
}
