package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/** An IDevID: a manufacturer's certificate of a device (IEEE 802.1AR). */
final class IdevidChain {
  /** Longer MUD URLs are ignored. */
  static final int MUD_URL_MAX_CHARS = 1024;

  private final InventorySnapshot inventory;
  private final Instant at;

  IdevidChain(InventorySnapshot inventory, Instant at) {
    this.inventory = inventory;
    this.at = at;
  }

  /** A manufacturer and the path that leads to one of its anchors, end entity first. */
  private record Claim(Manufacturer manufacturer, List<X509Certificate> path) {}

  PeerIdentity of(List<X509Certificate> chain) throws RefusedException {
    Claim claim = claim(chain);
    X509Certificate leaf = chain.get(0);
    ManufacturerRules.check(claim.manufacturer(), claim.path());
    // IEEE 802.1AR §8.6: the subject's serialNumber is unique within the manufacturer
    String serial =
        Certificates.subjectAttribute(leaf, Attribute.SERIAL_NUMBER)
            .orElseThrow(() -> Refusals.malformed("no serialNumber in the subject"));
    InventoryEntry entry =
        inventory
            .entry(claim.manufacturer().id(), serial)
            .orElseThrow(
                () ->
                    new RefusedException(
                        OnboardingErrors.NOT_IN_INVENTORY,
                        "serial number " + serial + " of " + claim.manufacturer().id()));
    mayJoin(entry);
    return new PeerIdentity(
        PeerIdentity.Kind.IDEVID,
        entry.device(),
        Certificates.sha256(leaf),
        Certificates.mudUrl(leaf).filter(url -> url.length() <= MUD_URL_MAX_CHARS),
        Optional.of(Certificates.der(leaf)));
  }

  private void mayJoin(InventoryEntry entry) throws RefusedException {
    Set<JoinMethod> methods =
        inventory
            .classOf(entry.device())
            .map(DeviceClass::joinMethods)
            .orElse(Set.of(JoinMethod.CERTIFICATE));
    if (!methods.contains(JoinMethod.CERTIFICATE)) {
      throw new RefusedException(
          OnboardingErrors.JOIN_METHOD_BARRED,
          entry.device() + " of class " + entry.deviceClass() + " came with its IDevID");
    }
  }

  /** The one manufacturer whose anchors validate the chain. */
  private Claim claim(List<X509Certificate> chain) throws RefusedException {
    List<Claim> found = new ArrayList<>();
    @Nullable CryptoException why = null;
    for (Manufacturer candidate : inventory.manufacturers().values()) {
      try {
        found.add(
            new Claim(
                candidate,
                ChainValidator.validate(
                    chain,
                    candidate.idevidIntermediates(),
                    candidate.idevidAnchors(),
                    at,
                    Usage.TLS_CLIENT)));
      } catch (CryptoException e) {
        why = Refusals.moreTelling(why, e);
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new RefusedException(
          OnboardingErrors.UNTRUSTED_CHAIN,
          "claimed by " + found.stream().map(claim -> claim.manufacturer().id()).sorted().toList());
    }
    throw why == null
        ? new RefusedException(OnboardingErrors.UNTRUSTED_CHAIN, "the inventory has no makers")
        : Refusals.of("IDevID", why);
  }
}
