package org.wardgate.conformity.statement;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * A conformity certificate, whatever its format.
 *
 * @param id random, {@value #ID_BYTES} bytes; the same in every format of one certificate
 * @param issuer id of the gateway
 * @param device whose it is
 * @param issuedAt whole seconds
 * @param expiresAt whole seconds, 1 to {@value #VALIDITY_MAX_SECONDS} s later
 * @param deviceKey SubjectPublicKeyInfo of the key that the device proves itself with here, DER;
 *     absent if it has none with a public half
 * @param standing what it says
 */
public record Claims(
    Bytes id,
    String issuer,
    DeviceId device,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Bytes> deviceKey,
    Standing standing) {
  /** Length of an id. */
  public static final int ID_BYTES = 16;

  /** Longest validity. */
  public static final int VALIDITY_MAX_SECONDS = 300;

  /** Shortest validity that is issued. */
  public static final int VALIDITY_MIN_SECONDS = 60;

  /** What every certificate says of itself. */
  public static final String NOTICE =
      "Runtime evidence of a device on a hospital ward. This is not a certificate of conformity"
          + " under Regulation (EU) 2017/745 (MDR) and replaces none.";
}
