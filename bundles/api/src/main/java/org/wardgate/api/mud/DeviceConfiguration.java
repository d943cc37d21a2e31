package org.wardgate.api.mud;

import org.wardgate.api.Bytes;

/**
 * What a device shall be configured with before it joins, as its manufacturer signed it.
 *
 * @param mediaType for example {@code application/json}
 * @param content at most {@value #CONTENT_MAX_BYTES} bytes
 */
public record DeviceConfiguration(String mediaType, Bytes content) {
  /** Largest configuration, in bytes. */
  public static final int CONTENT_MAX_BYTES = 16_384;
}
