package org.wardgate.crypto.x509;

import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What shall stand in a new certificate.
 *
 * @param subjectCn common name, not empty
 * @param subjectSerial the subject's serialNumber
 * @param organization the subject's organization
 * @param publicKey the subject's key
 * @param notBefore inclusive; whole seconds
 * @param notAfter inclusive; whole seconds; {@link #NO_EXPIRY} for a device's life
 * @param serialNumber the certificate's, positive, at most 20 bytes (RFC 5280 §4.1.2.2)
 * @param profile what it may do
 * @param sans subject alternative names
 * @param mudUrl for the MUD URL extension (RFC 8520 §11)
 * @param hardwareModule for the hardware module name (RFC 4108 §5)
 */
public record Issue(
    String subjectCn,
    Optional<String> subjectSerial,
    Optional<String> organization,
    PublicKey publicKey,
    Instant notBefore,
    Instant notAfter,
    BigInteger serialNumber,
    Profile profile,
    List<SubjectAltName> sans,
    Optional<String> mudUrl,
    Optional<HardwareModuleName> hardwareModule) {

  /** 9999-12-31T23:59:59Z: no well-defined expiry (RFC 5280 §4.1.2.5). */
  public static final Instant NO_EXPIRY = Instant.ofEpochSecond(253_402_300_799L);

  private static final int SERIAL_MAX_BITS = 159;

  /**
   * @throws IllegalArgumentException if the name is empty, the serial number out of range, or the
   *     end before the beginning
   */
  public Issue {
    if (subjectCn.isEmpty()) {
      throw new IllegalArgumentException("the common name is empty");
    }
    if (serialNumber.signum() <= 0 || serialNumber.bitLength() > SERIAL_MAX_BITS) {
      throw new IllegalArgumentException("a serial number is positive and has at most 20 bytes");
    }
    if (notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException("the end is before the beginning");
    }
    sans = List.copyOf(sans);
  }

  /** A certificate with nothing but the necessary; add the rest with the {@code with} methods. */
  public static Issue of(
      String subjectCn,
      PublicKey publicKey,
      Instant notBefore,
      Instant notAfter,
      BigInteger serialNumber,
      Profile profile) {
    return new Issue(
        subjectCn,
        Optional.empty(),
        Optional.empty(),
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a subject serialNumber. */
  public Issue withSubjectSerial(String value) {
    return new Issue(
        subjectCn,
        Optional.of(value),
        organization,
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        sans,
        mudUrl,
        hardwareModule);
  }

  /** The same with an organization. */
  public Issue withOrganization(String value) {
    return new Issue(
        subjectCn,
        subjectSerial,
        Optional.of(value),
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        sans,
        mudUrl,
        hardwareModule);
  }

  /** The same with these subject alternative names. */
  public Issue withSans(List<SubjectAltName> value) {
    return new Issue(
        subjectCn,
        subjectSerial,
        organization,
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        value,
        mudUrl,
        hardwareModule);
  }

  /** The same with a MUD URL. */
  public Issue withMudUrl(String value) {
    return new Issue(
        subjectCn,
        subjectSerial,
        organization,
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        sans,
        Optional.of(value),
        hardwareModule);
  }

  /** The same with a hardware module name. */
  public Issue withHardwareModule(HardwareModuleName value) {
    return new Issue(
        subjectCn,
        subjectSerial,
        organization,
        publicKey,
        notBefore,
        notAfter,
        serialNumber,
        profile,
        sans,
        mudUrl,
        Optional.of(value));
  }
}
