package org.wardgate.attestation.scheme;

import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.crypto.CryptoException;

/** Where a token comes from: its key, and the device it is built into. Stateless. */
public final class Origin {
  private Origin() {}

  /**
   * The attester with an instance identity: the one of the device's maker; if there is none,
   * another's, which {@link #builtInto} refuses.
   *
   * @throws RefusedException {@code WG-ATT-0010} if nobody vouches for one
   */
  public static Attester attester(Bytes instance, DeviceId device, VerificationContext context)
      throws RefusedException {
    Optional<Attester> attester =
        known(instance, device, context).or(() -> context.references().attester(instance));
    if (attester.isEmpty() || attester.get().publicKeysSpki().isEmpty()) {
      throw new RefusedException(AttestationErrors.UNKNOWN_INSTANCE, instance.toString());
    }
    return attester.get();
  }

  /** What the device's maker says of an attester; other makers may use the same identity. */
  public static Optional<Attester> known(
      Bytes instance, DeviceId device, VerificationContext context) {
    return context
        .inventory()
        .entry(device)
        .flatMap(entry -> context.references().attester(entry.manufacturerId(), instance));
  }

  /** A way to check a signature with a key. */
  @FunctionalInterface
  public interface Check {
    /** Checks. */
    void with(java.security.PublicKey key) throws RefusedException;
  }

  /**
   * Checks a signature with the keys of an attester: one of them must fit.
   *
   * @throws RefusedException of the last key tried
   */
  public static void signature(Attester attester, VerificationContext context, Check check)
      throws RefusedException {
    RefusedException refusal =
        new RefusedException(AttestationErrors.UNKNOWN_INSTANCE, "it has no key");
    for (Bytes spki : attester.publicKeysSpki()) {
      try {
        check.with(context.keys().key(spki));
        return;
      } catch (CryptoException e) {
        refusal = Refusals.of(e);
      } catch (RefusedException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  /**
   * Requires that an attester is built into the device.
   *
   * @throws RefusedException {@code WG-ATT-0011}
   */
  public static void builtInto(Attester attester, DeviceId device, VerificationContext context)
      throws RefusedException {
    Optional<InventoryEntry> entry =
        context.inventory().entry(attester.manufacturerId(), attester.serial());
    if (entry.isEmpty() || !entry.get().device().equals(device)) {
      throw new RefusedException(
          AttestationErrors.WRONG_DEVICE,
          "endorsed for serial number "
              + attester.serial()
              + " of "
              + attester.manufacturerId()
              + ", "
              + entry.map(e -> "which is " + e.device()).orElse("which is not in the inventory"));
    }
  }

  /**
   * The key that the device authenticates its evidence with.
   *
   * @throws RefusedException {@code WG-ATT-0031}
   */
  private static Bytes evidenceKey(DeviceId device, VerificationContext context)
      throws RefusedException {
    SecretKey key =
        context
            .evidenceKeys()
            .apply(device)
            .orElseThrow(
                () -> new RefusedException(AttestationErrors.NO_EVIDENCE_KEY, "of " + device));
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      throw new RefusedException(AttestationErrors.NO_EVIDENCE_KEY, "it cannot be read");
    }
    return Bytes.of(encoded);
  }

  /**
   * Verifies the authentication code of a token with the device's own secret.
   *
   * @param instance whom it says it is, if it says so
   * @return the attester, if the references know it
   * @throws RefusedException {@code WG-ATT-0005} if the attester is known by a public key, which is
   *     no secret; {@code -0031} if there is no secret; {@code -0006}
   */
  public static Optional<Attester> authenticated(
      CoseToken token, Optional<Bytes> instance, DeviceId device, VerificationContext context)
      throws RefusedException {
    Optional<Attester> attester = instance.flatMap(one -> known(one, device, context));
    if (attester.isPresent() && context.evidenceKeys().apply(device).isEmpty()) {
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "not signed, but a public key");
    }
    token.verify(evidenceKey(device, context));
    return attester;
  }

  /**
   * Requires the nonce of the challenge, in constant time.
   *
   * @param carried what the signed content has
   * @throws RefusedException {@code WG-ATT-0007}
   */
  public static void fresh(Bytes carried, Bytes nonce) throws RefusedException {
    if (!carried.equals(nonce)) {
      throw new RefusedException(AttestationErrors.NONCE_MISMATCH, "it carries " + carried);
    }
  }
}
