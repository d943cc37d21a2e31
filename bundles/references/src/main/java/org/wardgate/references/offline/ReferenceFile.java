package org.wardgate.references.offline;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.corim.Corim;
import org.wardgate.references.corim.CorimReader;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.set.Profiles;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.set.SetBuilder;
import org.wardgate.references.signing.SignatureCheck;

/**
 * A file of reference values, read without a gateway: a signed or unsigned CoRIM, or the JSON form.
 * <em>Nobody checked who wrote it.</em>
 *
 * @param set what it says; the manufacturer is called by the vendor's name
 * @param vendors whom it speaks for: vendor and model
 * @param signed the signed message, if it is one
 */
public record ReferenceFile(ReferenceSet set, List<String> vendors, Optional<SignedCorim> signed) {
  private static final int TAG_18 = 0xd2;
  private static final int JSON_OBJECT = '{';

  /** Copies the list. */
  public ReferenceFile {
    vendors = List.copyOf(vendors);
  }

  /**
   * Reads a file, without looking at its signature.
   *
   * @throws RefusedException {@code WG-REF-0001}, {@code 0008}, {@code 0010}, {@code 0014} or
   *     {@code 0015}
   */
  public static ReferenceFile read(Bytes content) throws RefusedException {
    int first = firstByte(content);
    if (first == JSON_OBJECT) {
      return of(CorimWriter.unsigned(JsonFormReader.read(content)), Optional.empty());
    }
    if (first == TAG_18) {
      SignedCorim signed = SignedCorim.read(content);
      return of(signed.payload(), Optional.of(signed));
    }
    return of(content, Optional.empty());
  }

  private static int firstByte(Bytes content) {
    for (byte one : content.toArray()) {
      if (one != ' ' && one != '\n' && one != '\r' && one != '\t') {
        return one & 0xff;
      }
    }
    return 0;
  }

  private static ReferenceFile of(Bytes unsigned, Optional<SignedCorim> signed)
      throws RefusedException {
    Corim corim = CorimReader.read(unsigned);
    Profiles.requireKnown(corim.profile());
    SetBuilder builder = new SetBuilder(corim);
    List<String> vendors =
        builder.models().stream()
            .map(model -> model.vendor() + " / " + model.model())
            .sorted()
            .toList();
    String manufacturer =
        builder.models().stream()
            .map(model -> model.vendor())
            .filter(vendor -> !vendor.isEmpty())
            .sorted()
            .findFirst()
            .orElse("unnamed");
    return new ReferenceFile(builder.build(manufacturer), vendors, signed);
  }

  /**
   * What verifiers look up.
   *
   * @throws RefusedException if it is too much
   */
  public References references() throws RefusedException {
    return ReferenceIndex.of(List.of(set));
  }

  /**
   * The certificate whose key signed it and the others that it carries. Says nothing of trust.
   *
   * @return the signer first; empty for an unsigned file
   * @throws RefusedException {@code WG-REF-0002}
   */
  public List<X509Certificate> signerFirst() throws RefusedException {
    return signed.isPresent() ? SignatureCheck.signerFirst(signed.get()) : List.of();
  }
}
