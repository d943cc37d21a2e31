package org.wardgate.attestation.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.Bytes;

/** What measured components have in common. Stateless. */
public final class Components {
  /** Before the number of a register of a TPM. */
  public static final String REGISTER = "pcr:";

  /** Before the number of a DICE layer. */
  public static final String LAYER = "layer:";

  /** Before the Content-Format of a measurement that is not read. */
  public static final String CONTENT_FORMAT = "content-format:";

  /** Measured while running. */
  static final String HEARTBEAT = "heartbeat";

  /** Measured while running. */
  static final String CONTROL_FLOW = "control-flow";

  private static final List<String> RESERVED_PREFIXES = List.of(REGISTER, LAYER, CONTENT_FORMAT);
  private static final Set<String> RESERVED = Set.of(HEARTBEAT, CONTROL_FLOW);
  private static final int SHA256_BYTES = 32;
  private static final int SHA384_BYTES = 48;

  private Components() {}

  /**
   * Whether a name belongs to measurements that a scheme makes components of itself. Claims may not
   * use it: they would pass for a register, a layer or a measurement at run time.
   */
  public static boolean reserved(String name) {
    return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
  }

  /** A digest under the name of the SHA-2 of its length: 32, 48 or 64 bytes. */
  public static Map<String, Bytes> digest(Bytes value) {
    return Map.of(
        value.length() == SHA256_BYTES
            ? "sha-256"
            : value.length() == SHA384_BYTES ? "sha-384" : "sha-512",
        value);
  }

  /**
   * A digest over all components in their order, for {@link
   * org.wardgate.api.attestation.Observed#measurementsSha256}; empty if there are none.
   */
  public static String sha256(List<MeasuredComponent> components) {
    if (components.isEmpty()) {
      return "";
    }
    MessageDigest over = sha256();
    for (MeasuredComponent component : components) {
      part(over, component.name().getBytes(StandardCharsets.UTF_8));
      part(over, component.signerId().orElse(Bytes.EMPTY).toArray());
      for (Map.Entry<String, Bytes> digest : new TreeMap<>(component.digests()).entrySet()) {
        part(over, digest.getKey().getBytes(StandardCharsets.UTF_8));
        part(over, digest.getValue().toArray());
      }
      part(over, component.version().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(over.digest());
  }

  /** The version of the last component that tells one: what runs on top; empty if none does. */
  public static String version(List<MeasuredComponent> components) {
    String version = "";
    for (MeasuredComponent component : components) {
      version = component.version().isEmpty() ? version : component.version();
    }
    return version;
  }

  /** With its length, so that no two lists give the same bytes. */
  private static void part(MessageDigest over, byte[] part) {
    over.update((byte) (part.length >> Byte.SIZE));
    over.update((byte) part.length);
    over.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
