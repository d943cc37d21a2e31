package org.wardgate.api.attestation.reference;

import java.util.List;
import java.util.Map;

/**
 * What a manufacturer says about one class of attesters.
 *
 * @param classId its identity in one text: {@code impl:HEX} (RFC 9783 implementation id), {@code
 *     oid:1.2.3}, {@code uuid:…}, {@code bytes:HEX}, or {@code model:VENDOR/MODEL}
 * @param manufacturerId whose signer said so
 * @param vendor as CoRIM names it
 * @param model as CoRIM names it
 * @param components what may or must be measured
 * @param controls endorsed security controls: true holds, false fails; they count only while the
 *     measurements match
 * @param certificationReference of the implementation, empty if none; then the endorsed controls
 *     count only for evidence that carries the same one
 * @param source which file and version, for people: {@code id v3}
 */
public record ReferenceClass(
    String classId,
    String manufacturerId,
    String vendor,
    String model,
    List<ReferenceComponent> components,
    Map<String, Boolean> controls,
    String certificationReference,
    String source) {
  /** Copies the collections. */
  public ReferenceClass {
    components = List.copyOf(components);
    controls = Map.copyOf(controls);
  }
}
