package org.wardgate.mud.fetch;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A MUD file with its signature, as received; nothing about it is verified.
 *
 * @param content the file
 * @param signature its detached CMS signature; empty if it has none
 * @param fetchedAt when it was received, or its server said that it has not changed
 * @param validators to ask its server with whether it has changed
 */
record SignedFile(
    Bytes content, Optional<Bytes> signature, Instant fetchedAt, Validators validators) {
  /** Size in bytes. */
  int length() {
    return content.length() + signature.map(Bytes::length).orElse(0);
  }

  /** The same file, of which its server said at a time that it has not changed. */
  SignedFile unchanged(Instant at, Validators given) {
    return new SignedFile(content, signature, at, given.or(validators));
  }
}
