package org.wardgate.references.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.references.corim.Corim;
import org.wardgate.references.corim.CorimReader;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.corim.Validity;
import org.wardgate.references.set.Profiles;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.set.SetBuilder;

/** The way of a signed CoRIM into the gateway, all but its version. Stateless. */
public final class CorimVerifier {
  private CorimVerifier() {}

  /**
   * Verifies signature, signer, times, profile and for whom it speaks, and reads it.
   *
   * @param content the signed CoRIM
   * @param inventory names who may speak for whom
   * @param at now
   * @throws RefusedException {@code WG-REF-0001} to {@code 0005}, {@code 0008}, {@code 0010} or
   *     {@code 0015}
   */
  public static ReferenceSet verify(Bytes content, InventorySnapshot inventory, Instant at)
      throws RefusedException {
    SignedCorim signed = SignedCorim.read(content);
    List<X509Certificate> chain = SignatureCheck.signerFirst(signed);
    Speakers speakers = Speakers.of(chain, inventory, at);
    requireValid("signature", signed.validity(), at);
    Corim corim = CorimReader.read(signed.payload());
    requireValid("manifest", corim.validity(), at);
    return read(corim, speakers);
  }

  /**
   * Reads again what was verified and adopted before; its signer's certificate may have expired.
   *
   * @param content the signed CoRIM
   * @param manufacturerId whose signer said so
   * @throws RefusedException if it cannot be read
   */
  public static ReferenceSet reread(Bytes content, String manufacturerId) throws RefusedException {
    Corim corim = CorimReader.read(SignedCorim.read(content).payload());
    return new SetBuilder(corim).build(manufacturerId);
  }

  private static ReferenceSet read(Corim corim, Speakers speakers) throws RefusedException {
    Profiles.requireKnown(corim.profile());
    SetBuilder builder = new SetBuilder(corim);
    return builder.build(speakers.manufacturerOf(builder.models()));
  }

  private static void requireValid(String what, Validity validity, Instant at)
      throws RefusedException {
    if (!validity.holdsAt(at)) {
      throw new RefusedException(
          ReferenceErrors.NOT_VALID_NOW,
          "the " + what + " counts from " + validity.notBefore() + " to " + validity.notAfter());
    }
  }
}
