package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/** Who a certificate chain stands for, judged from the inventory and the ward's anchors alone. */
final class ChainIdentity {
  /** Longer MUD URLs are ignored. */
  static final int MUD_URL_MAX_CHARS = 1024;

  private final InventorySnapshot inventory;
  private final List<X509Certificate> wardAnchors;
  private final Instant at;

  ChainIdentity(InventorySnapshot inventory, List<X509Certificate> wardAnchors, Instant at) {
    this.inventory = inventory;
    this.wardAnchors = wardAnchors;
    this.at = at;
  }

  /**
   * The identity behind a chain.
   *
   * @param chain end entity first
   * @throws RefusedException if it proves nobody the inventory knows
   */
  PeerIdentity of(List<X509Certificate> chain) throws RefusedException {
    if (chain.isEmpty() || chain.size() > ChainValidator.PATH_MAX_COUNT) {
      throw new RefusedException(
          OnboardingErrors.MALFORMED_CERTIFICATE, "a chain of " + chain.size() + " certificates");
    }
    Optional<PeerIdentity> local = ldevid(chain);
    return local.isPresent() ? local.get() : idevid(chain);
  }

  /** An LDevID is issued by the ward CA itself and names the device in its subject. */
  private Optional<PeerIdentity> ldevid(List<X509Certificate> chain) throws RefusedException {
    X509Certificate leaf = chain.get(0);
    if (wardAnchors.stream().noneMatch(anchor -> issued(anchor, leaf))) {
      return Optional.empty();
    }
    try {
      ChainValidator.validate(chain, List.of(), wardAnchors, at, Usage.TLS_CLIENT);
    } catch (CryptoException e) {
      if (errorCode(e).equals(OnboardingErrors.UNTRUSTED_CHAIN)) {
        return Optional.empty(); // the ward CA's name, but not its signature: maybe a maker's
      }
      throw new RefusedException(errorCode(e), "LDevID: " + e.getMessage(), e);
    }
    return Optional.of(identity(PeerIdentity.Kind.LDEVID, ldevidDevice(leaf), leaf));
  }

  private static boolean issued(X509Certificate issuer, X509Certificate leaf) {
    return issuer.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
  }

  private DeviceId ldevidDevice(X509Certificate leaf) throws RefusedException {
    String name = Certificates.subjectAttribute(leaf, Attribute.COMMON_NAME).orElse("");
    DeviceId device;
    try {
      device = new DeviceId(name);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          OnboardingErrors.MALFORMED_CERTIFICATE, "LDevID whose subject names no device", e);
    }
    if (inventory.entry(device).isEmpty()) {
      throw new RefusedException(OnboardingErrors.NOT_IN_INVENTORY, "device " + device);
    }
    return device;
  }

  private PeerIdentity idevid(List<X509Certificate> chain) throws RefusedException {
    X509Certificate leaf = chain.get(0);
    Manufacturer manufacturer = manufacturer(chain);
    // IEEE 802.1AR §8.6: the subject's serialNumber is unique within the manufacturer
    String serial =
        Certificates.subjectAttribute(leaf, Attribute.SERIAL_NUMBER)
            .orElseThrow(
                () ->
                    new RefusedException(
                        OnboardingErrors.MALFORMED_CERTIFICATE, "no serialNumber in the subject"));
    InventoryEntry entry =
        inventory
            .entry(manufacturer.id(), serial)
            .orElseThrow(
                () ->
                    new RefusedException(
                        OnboardingErrors.NOT_IN_INVENTORY,
                        "serial number " + serial + " of " + manufacturer.id()));
    return identity(PeerIdentity.Kind.IDEVID, entry.device(), leaf);
  }

  /** The one manufacturer whose anchors validate the chain. */
  private Manufacturer manufacturer(List<X509Certificate> chain) throws RefusedException {
    List<Manufacturer> found = new ArrayList<>();
    @Nullable CryptoException why = null;
    for (Manufacturer candidate : inventory.manufacturers().values()) {
      try {
        ChainValidator.validate(
            chain,
            candidate.idevidIntermediates(),
            candidate.idevidAnchors(),
            at,
            Usage.TLS_CLIENT);
        found.add(candidate);
      } catch (CryptoException e) {
        why = moreTelling(why, e);
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new RefusedException(
          OnboardingErrors.UNTRUSTED_CHAIN,
          "claimed by " + found.stream().map(Manufacturer::id).sorted().toList());
    }
    throw why == null
        ? new RefusedException(OnboardingErrors.UNTRUSTED_CHAIN, "the inventory has no makers")
        : new RefusedException(errorCode(why), "IDevID: " + why.getMessage(), why);
  }

  /** "Nobody's" says least: every other manufacturer says that too. */
  private static CryptoException moreTelling(
      @Nullable CryptoException before, CryptoException now) {
    return before == null || errorCode(before).equals(OnboardingErrors.UNTRUSTED_CHAIN)
        ? now
        : before;
  }

  private static PeerIdentity identity(
      PeerIdentity.Kind kind, DeviceId device, X509Certificate leaf) {
    Optional<String> mudUrl =
        kind == PeerIdentity.Kind.IDEVID
            ? Certificates.mudUrl(leaf).filter(url -> url.length() <= MUD_URL_MAX_CHARS)
            : Optional.empty();
    return new PeerIdentity(kind, device, Certificates.sha256(leaf), mudUrl);
  }

  private static ErrorCode errorCode(CryptoException e) {
    return switch (e.reason()) {
      case EXPIRED, NOT_YET_VALID -> OnboardingErrors.CERTIFICATE_EXPIRED;
      case WEAK_KEY, BAD_ALGORITHM -> OnboardingErrors.WEAK_KEY;
      case REVOKED -> OnboardingErrors.REVOKED;
      case UNTRUSTED, BAD_SIGNATURE -> OnboardingErrors.UNTRUSTED_CHAIN;
      default -> OnboardingErrors.MALFORMED_CERTIFICATE;
    };
  }
}
