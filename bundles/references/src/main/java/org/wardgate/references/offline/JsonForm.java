package org.wardgate.references.offline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;

/**
 * What a manufacturer says about one model, as people write it: {@code docs/references.md}.
 *
 * @param id stable over its versions
 * @param version from 1
 * @param vendor as the inventory's reference signer names it
 * @param model likewise
 * @param classId {@code impl:…}, {@code oid:…}, {@code uuid:…} or {@code bytes:…}; empty: vendor
 *     and model name the class
 * @param attesters devices
 * @param components released images
 * @param controls endorsed security controls
 * @param certificationReference of the implementation; empty if none
 * @param rootsPem roots of attestation certificates, each PEM
 * @param notBefore when it begins to count
 * @param notAfter when it ends to count
 */
public record JsonForm(
    String id,
    long version,
    String vendor,
    String model,
    String classId,
    List<Device> attesters,
    List<Image> components,
    Map<String, Boolean> controls,
    String certificationReference,
    List<String> rootsPem,
    Optional<Instant> notBefore,
    Optional<Instant> notAfter) {
  /** Copies the collections. */
  public JsonForm {
    attesters = List.copyOf(attesters);
    components = List.copyOf(components);
    controls = Map.copyOf(controls);
    rootsPem = List.copyOf(rootsPem);
  }

  /**
   * One device.
   *
   * @param instance its UEID
   * @param serial as in its IDevID
   * @param publicKeyPem its attestation key; empty if it authenticates its evidence with a secret
   */
  public record Device(Bytes instance, String serial, String publicKeyPem) {}

  /**
   * Released images of a component.
   *
   * @param name what evidence calls the component; empty if it does not
   * @param signerId digest of the key that signed them
   * @param values any of them may run
   * @param version for people; empty if not said
   * @param svn security version number
   * @param required whether it must be measured
   */
  public record Image(
      String name,
      Optional<Bytes> signerId,
      List<Bytes> values,
      String version,
      OptionalLong svn,
      boolean required) {
    /** Copies the list. */
    public Image {
      values = List.copyOf(values);
    }
  }
}
