package org.wardgate.registrar.voucher;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.x509.Certificates;

/** Finds out which pledge stands behind a session. Stateless. */
public final class Pledges {
  private Pledges() {}

  /**
   * The pledge of a session.
   *
   * @param message its request, which may carry its certificate
   * @throws RefusedException NOT_A_PLEDGE, NOT_IN_INVENTORY or NO_MASA
   */
  public static Pledge of(PeerIdentity identity, InventorySnapshot inventory, CoseSign1 message)
      throws RefusedException {
    if (identity.kind() != PeerIdentity.Kind.IDEVID) {
      throw new RefusedException(
          OnboardingErrors.NOT_A_PLEDGE, "the session was opened with " + identity.kind());
    }
    X509Certificate idevid = idevid(identity, message);
    InventoryEntry entry =
        inventory
            .entry(identity.device())
            .orElseThrow(() -> new RefusedException(OnboardingErrors.NOT_IN_INVENTORY, ""));
    Manufacturer manufacturer =
        Optional.ofNullable(inventory.manufacturers().get(entry.manufacturerId()))
            .filter(maker -> !maker.masa().signers().isEmpty())
            .orElseThrow(
                () -> new RefusedException(OnboardingErrors.NO_MASA, entry.manufacturerId()));
    return new Pledge(identity.device(), entry.serial(), idevid, manufacturer);
  }

  /**
   * The certificate of the session. The request may help out with it only as a copy: the handshake
   * fixed its digest.
   */
  private static X509Certificate idevid(PeerIdentity identity, CoseSign1 message)
      throws RefusedException {
    try {
      Optional<Bytes> kept = identity.certificate();
      if (kept.isPresent() && kept.get().sha256().equals(identity.certificateSha256())) {
        return Certificates.ofDer(kept.get());
      }
      return CoseX509.certificates(message).stream()
          .filter(sent -> Certificates.sha256(sent).equals(identity.certificateSha256()))
          .findFirst()
          .orElseThrow(
              () ->
                  new RefusedException(
                      OnboardingErrors.NOT_A_PLEDGE,
                      "the session's certificate is not at hand; shake hands anew"));
    } catch (CryptoException e) {
      throw new RefusedException(
          OnboardingErrors.VOUCHER_REQUEST_MALFORMED, "its certificates: " + e.getMessage(), e);
    }
  }
}
