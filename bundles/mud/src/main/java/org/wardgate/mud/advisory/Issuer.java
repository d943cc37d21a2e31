package org.wardgate.mud.advisory;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.signature.MudAuthorities;

/**
 * Who issues an advisory, and for whom it may speak.
 *
 * @param id a manufacturer's or an authority's
 * @param anchors its signers chain to
 * @param manufacturerIds whose devices it may speak for
 */
record Issuer(String id, List<X509Certificate> anchors, Set<String> manufacturerIds) {
  /**
   * The issuer of that id: a manufacturer speaks for itself, an authority for those that the
   * inventory names.
   *
   * @throws RefusedException ADVISORY_SIGNER if there is none
   */
  static Issuer of(String id, InventorySnapshot inventory) throws RefusedException {
    Manufacturer manufacturer = inventory.manufacturers().get(id);
    if (manufacturer != null) {
      return new Issuer(id, manufacturer.mudSigners(), Set.of(id));
    }
    AdvisoryAuthority authority = inventory.authorities().get(id);
    if (authority != null) {
      return new Issuer(id, authority.signers(), authority.manufacturerIds());
    }
    throw refused("the inventory has no manufacturer or authority " + id);
  }

  /**
   * Refuses models it may not speak for.
   *
   * @throws RefusedException ADVISORY_SIGNER naming the first one
   */
  void checkSpeaksFor(List<Advisory.Affected> affected, InventorySnapshot inventory)
      throws RefusedException {
    for (Advisory.Affected model : affected) {
      Manufacturer maker = inventory.manufacturers().get(model.manufacturerId());
      if (maker == null || !manufacturerIds.contains(model.manufacturerId())) {
        throw refused(id + " may not speak for " + model.manufacturerId());
      }
      if (!MudAuthorities.include(maker, MudUrl.of(model.mudUrl()))) {
        throw refused(model.mudUrl() + " is not of " + maker.id());
      }
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(MudErrors.ADVISORY_SIGNER, detail);
  }
}
