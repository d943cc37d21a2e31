package org.wardgate.emulators.device;

import java.util.List;

/**
 * What a device measured when it booted, as it appears in its PSA token.
 *
 * @param implementationIdHex 32 bytes, hexadecimal: which hardware (RFC 9783 §4.2.2)
 * @param lifecycle security lifecycle (RFC 9783 §4.3.1), 0x3000 is secured
 * @param components in boot order
 */
public record Firmware(String implementationIdHex, int lifecycle, List<Component> components) {
  /** Copies the list. */
  public Firmware {
    components = List.copyOf(components);
  }

  /**
   * A software component (RFC 9783 §4.4.1).
   *
   * @param type measurement type, for example {@code BL}
   * @param version for people
   * @param measurementHex SHA-256 of the image
   * @param signerIdHex SHA-256 of the key that signed the image
   */
  public record Component(String type, String version, String measurementHex, String signerIdHex) {}
}
