package org.wardgate.mud.fetch;

import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudIntent.FetchMudFile;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.signature.MudAuthorities;
import org.wardgate.mud.signature.SignerTerms;

/**
 * What may be fetched.
 *
 * @param url at home at one of the manufacturer's authorities
 * @param manufacturerId whose device it is for
 * @param terms on whose word the file counts
 */
record FetchRequest(MudUrl url, String manufacturerId, SignerTerms terms) {
  /**
   * Checks an intent against the inventory.
   *
   * @throws RefusedException BAD_MUD_URL or WRONG_MANUFACTURER
   */
  static FetchRequest of(FetchMudFile intent, InventorySnapshot inventory) throws RefusedException {
    MudUrl url = MudUrl.of(intent.mudUrl());
    Manufacturer manufacturer = inventory.manufacturers().get(intent.manufacturerId());
    if (manufacturer == null) {
      throw new RefusedException(
          MudErrors.WRONG_MANUFACTURER, "no manufacturer " + intent.manufacturerId());
    }
    if (!MudAuthorities.include(manufacturer, url)) {
      throw new RefusedException(
          MudErrors.WRONG_MANUFACTURER, url.authority() + " is not of " + manufacturer.id());
    }
    return new FetchRequest(url, manufacturer.id(), terms(url, manufacturer, inventory));
  }

  private static SignerTerms terms(
      MudUrl url, Manufacturer manufacturer, InventorySnapshot inventory) {
    return new SignerTerms(
        manufacturer.mudSigners(),
        manufacturer.expiredSignerGraceDays(),
        inventory.mudServices().approvedFiles().getOrDefault(url.text(), Set.of()));
  }

  /** Requests with the same key have the same answer. */
  Key key() {
    return new Key(url, manufacturerId);
  }

  /**
   * What distinguishes requests.
   *
   * @param url the URL
   * @param manufacturerId the manufacturer
   */
  record Key(MudUrl url, String manufacturerId) {}
}
