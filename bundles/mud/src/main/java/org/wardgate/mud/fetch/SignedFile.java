package org.wardgate.mud.fetch;

import java.time.Instant;
import org.wardgate.api.Bytes;

/**
 * A MUD file with its signature, as received; nothing about it is verified.
 *
 * @param content the file
 * @param signature its detached CMS signature
 * @param fetchedAt when it was received
 */
record SignedFile(Bytes content, Bytes signature, Instant fetchedAt) {
  /** Size in bytes. */
  int length() {
    return content.length() + signature.length();
  }
}
