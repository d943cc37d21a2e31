package org.wardgate.attestation.psa;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;

/** Reads the software components of RFC 9783 §4.4.1. Stateless. */
public final class SoftwareComponents {
  /** The claim's label (RFC 9783 §4.4.1). */
  public static final long LABEL = 2399;

  /** Most components. */
  public static final int COUNT_MAX = 64;

  static final long LABEL_TYPE = 1;
  static final long LABEL_MEASUREMENT = 2;
  static final long LABEL_VERSION = 4;
  static final long LABEL_SIGNER = 5;
  static final long LABEL_DESCRIPTION = 6;

  /** RFC 9783 §4: psa-hash-type. */
  private static final Set<Integer> HASH_BYTES = Set.of(32, 48, 64);

  private static final int TEXT_MAX_CHARS = 256;

  private SoftwareComponents() {}

  /**
   * Reads the array of a claim.
   *
   * @throws RefusedException {@code WG-ATT-0012} or {@code -0013}
   */
  public static List<PsaClaims.Component> read(ClaimMap claims, long label)
      throws RefusedException {
    CborArray array = claims.array(label, COUNT_MAX);
    List<PsaClaims.Component> components = new ArrayList<>(array.items().size());
    for (CborValue value : array.items()) {
      if (!(value instanceof CborMap map)) {
        throw claims.bad(label, "must hold maps");
      }
      components.add(component(new ClaimMap("component " + components.size() + " ", map)));
    }
    return components;
  }

  private static PsaClaims.Component component(ClaimMap fields) throws RefusedException {
    fields.optionalText(LABEL_DESCRIPTION, TEXT_MAX_CHARS);
    String type = fields.optionalText(LABEL_TYPE, TEXT_MAX_CHARS).orElse("");
    if (Components.reserved(type)) {
      throw fields.bad(LABEL_TYPE, "is a reserved name");
    }
    return new PsaClaims.Component(
        type,
        fields.bytes(LABEL_MEASUREMENT, HASH_BYTES),
        fields.optionalText(LABEL_VERSION, TEXT_MAX_CHARS).orElse(""),
        fields.bytes(LABEL_SIGNER, HASH_BYTES));
  }

  /** As every scheme names them. */
  public static List<MeasuredComponent> measured(List<PsaClaims.Component> components) {
    return components.stream()
        .map(
            component ->
                new MeasuredComponent(
                    component.type(),
                    java.util.Optional.of(component.signerId()),
                    Components.digest(component.measurement()),
                    component.version(),
                    false))
        .toList();
  }
}
