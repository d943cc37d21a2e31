package org.wardgate.attestation.offline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cose.PublicKeys;

/** A ward of one device, for which the key at hand is the device's. Stateless. */
final class OfflineGround {
  static final DeviceId DEVICE = new DeviceId("offline");

  private static final long NONCE = 10;
  private static final long NONCE_OF_OLDER_PSA = -75_008;

  /** The initial byte of an array of four or fewer, and of a map: what a quote of a TPM is. */
  private static final int TAGGED_MIN = 0xc0;

  private OfflineGround() {}

  static VerificationContext context(VerificationKey key, References file, Instant at) {
    Optional<SecretKey> secret =
        key instanceof VerificationKey.Secret shared
            ? Optional.of(new SecretKeySpec(shared.key().toArray(), "HmacSHA256"))
            : Optional.empty();
    List<Bytes> keys =
        key instanceof VerificationKey.Public signed
            ? List.of(PublicKeys.spki(signed.key()))
            : List.of();
    return new VerificationContext(
        new OfflineReferences(file, keys), inventory(), device -> secret, new KeyCache(), at, true);
  }

  private static InventorySnapshot inventory() {
    InventoryEntry entry =
        new InventoryEntry(
            DEVICE,
            "offline",
            "",
            OfflineReferences.MANUFACTURER,
            OfflineReferences.SERIAL,
            false,
            List.of(),
            Optional.empty());
    return new InventorySnapshot(
        1,
        Map.of(),
        Map.of(),
        Map.of(DEVICE, entry),
        Map.of(new SerialKey(OfflineReferences.MANUFACTURER, OfflineReferences.SERIAL), DEVICE));
  }

  /** Evidence with its label guessed: messages of COSE are tagged, quotes of TPMs are not. */
  static Evidence evidence(Bytes content, Optional<Bytes> nonce) throws RefusedException {
    boolean quote =
        content.length() > 1 && (content.toArray()[0] & 0xff) < TAGGED_MIN && isMap(content);
    return new Evidence(
        content,
        quote ? ContentFormat.CBOR : ContentFormat.EAT_CWT,
        nonce.isPresent() || quote ? nonce.orElse(Bytes.EMPTY) : carried(content),
        DEVICE);
  }

  private static boolean isMap(Bytes content) {
    int major = (content.toArray()[0] & 0xff) >> 5;
    return major == 5;
  }

  /** The nonce inside, for whoever does not ask for freshness; it is believed of nobody. */
  private static Bytes carried(Bytes content) throws RefusedException {
    CborMap claims = CoseToken.parse(content).claims();
    CborValue nonce =
        claims.get(NONCE).or(() -> claims.get(NONCE_OF_OLDER_PSA)).orElse(CborMap.EMPTY);
    if (nonce instanceof CborArray array && array.items().size() == 1) {
      nonce = array.items().get(0);
    }
    return nonce instanceof CborBytes bytes ? bytes.value() : Bytes.EMPTY;
  }
}
