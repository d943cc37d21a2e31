package org.wardgate.coap.eap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Whom an EAP identity stands for. Thread-safe. */
final class IdentityBook {
  /** Longest identity: it has to fit into a User-Name (RFC 3579 §2.1). */
  static final int IDENTITY_MAX_BYTES = 253;

  private final Inventory inventory;
  private final String realm;

  /**
   * @param realm what stands behind the @ of an identity; empty if there is none
   */
  IdentityBook(Inventory inventory, String realm) {
    this.inventory = inventory;
    this.realm = realm;
  }

  /**
   * A device that may join with EAP.
   *
   * @param text as the device names itself, as User-Name
   * @param device whom it stands for
   */
  record Named(String text, DeviceId device) {
    /** As what the device is once the server confirmed it. */
    PeerIdentity proven(Bytes encoded) {
      return new PeerIdentity(PeerIdentity.Kind.EAP, device, encoded.sha256(), Optional.empty());
    }
  }

  /**
   * Reads an EAP identity.
   *
   * @throws RefusedException if it is malformed, nobody's, or of a class that may not join so
   */
  Named named(Bytes identity) throws RefusedException {
    String text = text(identity);
    DeviceId device = device(text);
    InventorySnapshot snapshot = inventory.current();
    if (snapshot.entry(device).isEmpty()) {
      throw unknown(text);
    }
    boolean allowed =
        snapshot.classOf(device).map(DeviceClass::joinMethods).stream()
            .anyMatch(methods -> methods.contains(JoinMethod.EAP));
    if (!allowed) {
      throw new RefusedException(OnboardingErrors.JOIN_METHOD_BARRED, "EAP for " + device);
    }
    return new Named(text, device);
  }

  /** Whether a name in a credential stands for the same device. */
  boolean same(Named named, String other) {
    return other.equals(named.text())
        || other.equals(named.device().value())
        || (!realm.isEmpty() && other.equals(named.device().value() + "@" + realm));
  }

  private DeviceId device(String text) throws RefusedException {
    String suffix = realm.isEmpty() ? "" : "@" + realm;
    if (!text.endsWith(suffix)) {
      throw unknown(text);
    }
    try {
      return new DeviceId(text.substring(0, text.length() - suffix.length()));
    } catch (IllegalArgumentException e) {
      throw unknown(text);
    }
  }

  private static String text(Bytes identity) throws RefusedException {
    if (identity.length() == 0 || identity.length() > IDENTITY_MAX_BYTES) {
      throw new RefusedException(
          OnboardingErrors.EAP_MALFORMED, "identity of " + identity.length() + " B");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(identity.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(OnboardingErrors.EAP_MALFORMED, "identity is not UTF-8", e);
    }
  }

  private static RefusedException unknown(String text) {
    return new RefusedException(OnboardingErrors.EAP_IDENTITY_UNKNOWN, text);
  }
}
