package org.wardgate.attestation.eat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;

/**
 * A claims set of RFC 9711, well-formed but only as true as the signature over it. Immutable.
 *
 * @param nonces each 8 to 64 bytes; empty if it has none
 * @param ueid 7 to 33 bytes
 * @param classId from the hardware model
 * @param components what was measured
 * @param facts by name
 * @param observed for people
 * @param submodules by name
 */
public record EatClaims(
    List<Bytes> nonces,
    Optional<Bytes> ueid,
    Optional<String> classId,
    List<MeasuredComponent> components,
    Map<String, FactValue> facts,
    Observed observed,
    Map<String, Submodule> submodules) {
  /** Copies the collections. */
  public EatClaims {
    nonces = List.copyOf(nonces);
    components = List.copyOf(components);
    facts = Map.copyOf(facts);
    submodules = Map.copyOf(submodules);
  }

  /** What a submodule is (RFC 9711 §4.2.18). */
  public sealed interface Submodule {
    /**
     * Claims that the token around it vouches for.
     *
     * @param claims what they say
     */
    record Inner(EatClaims claims) implements Submodule {}

    /**
     * A token with a signature of its own.
     *
     * @param token CBOR
     */
    record Nested(Bytes token) implements Submodule {}
  }
}
