package org.wardgate.coap.eap.radius;

import java.nio.ByteBuffer;
import org.wardgate.api.Bytes;

/**
 * One attribute (RFC 2865 §5).
 *
 * @param type 1 to 255
 * @param value at most {@value #VALUE_MAX_BYTES} bytes
 */
public record RadiusAttribute(int type, Bytes value) {
  /** Longest value. */
  public static final int VALUE_MAX_BYTES = 253;

  /** User-Name (RFC 2865 §5.1). */
  public static final int USER_NAME = 1;

  /** Framed-MTU (RFC 2865 §5.12), the largest EAP packet here (RFC 3579 §2.4). */
  public static final int FRAMED_MTU = 12;

  /** Reply-Message (RFC 2865 §5.18). */
  public static final int REPLY_MESSAGE = 18;

  /** State (RFC 2865 §5.24). */
  public static final int STATE = 24;

  /** Vendor-Specific (RFC 2865 §5.26). */
  public static final int VENDOR_SPECIFIC = 26;

  /** Session-Timeout (RFC 2865 §5.27). */
  public static final int SESSION_TIMEOUT = 27;

  /** Calling-Station-Id (RFC 2865 §5.31). */
  public static final int CALLING_STATION_ID = 31;

  /** NAS-Identifier (RFC 2865 §5.32). */
  public static final int NAS_IDENTIFIER = 32;

  /** EAP-Message (RFC 3579 §3.1). */
  public static final int EAP_MESSAGE = 79;

  /** Message-Authenticator (RFC 3579 §3.2). */
  public static final int MESSAGE_AUTHENTICATOR = 80;

  /**
   * @throws IllegalArgumentException if the value is too long
   */
  public RadiusAttribute {
    if (value.length() > VALUE_MAX_BYTES) {
      throw new IllegalArgumentException("attribute of " + value.length() + " B");
    }
  }

  /** An unsigned number of four bytes. */
  public static RadiusAttribute number(int type, int value) {
    return new RadiusAttribute(
        type, Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(value).array()));
  }

  /** Hides the value: it may be a key. */
  @Override
  public String toString() {
    return "attribute " + type + " of " + value.length() + " B";
  }
}
