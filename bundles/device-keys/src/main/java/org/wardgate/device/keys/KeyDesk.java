package org.wardgate.device.keys;

import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.device.keys.KeyBook.Found;

/** Says which key an identity has, if its device may join with one. Thread-safe. */
final class KeyDesk implements PeerKeys {
  private final KeyBook book;
  private final Inventory inventory;
  private final KeyReports reports;

  KeyDesk(KeyBook book, Inventory inventory, KeyReports reports) {
    this.book = book;
    this.inventory = inventory;
    this.reports = reports;
  }

  @Override
  public SharedKey key(Bytes pskIdentity, String peerAddress, TransportKind kind)
      throws RefusedException {
    try {
      return key(pskIdentity);
    } catch (RefusedException e) {
      reports.refused(pskIdentity, peerAddress, kind, e.problem());
      throw e;
    }
  }

  private SharedKey key(Bytes pskIdentity) throws RefusedException {
    Optional<Found> found =
        pskIdentity.length() < 1 || pskIdentity.length() > IDENTITY_MAX_BYTES
            ? Optional.empty()
            : book.find(pskIdentity);
    Found key =
        found.orElseThrow(
            () -> new RefusedException(OnboardingErrors.UNKNOWN_KEY_IDENTITY, "nobody has it"));
    if (key.barred()) {
      throw refused(OnboardingErrors.KEY_OF_TWO, key.device());
    }
    InventorySnapshot current = inventory.current();
    InventoryEntry entry =
        current
            .entry(key.device())
            .orElseThrow(() -> refused(OnboardingErrors.NOT_IN_INVENTORY, key.device()));
    boolean allowed =
        current
            .classOf(key.device())
            .filter(found1 -> found1.joinMethods().contains(JoinMethod.SHARED_KEY))
            .isPresent();
    if (!allowed) {
      throw refused(OnboardingErrors.JOIN_METHOD_BARRED, key.device());
    }
    return new SharedKey(
        new PeerIdentity(
            PeerIdentity.Kind.SHARED_KEY, key.device(), pskIdentity.sha256(), entry.mudUrl()),
        new SecretKeySpec(key.key().toArray(), "PSK"));
  }

  private static RefusedException refused(ErrorCode code, DeviceId device) {
    return new RefusedException(code, "claimed to be " + device);
  }
}
