package org.wardgate.api.mud;

import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

/** Where advisories are handed in. Thread-safe. */
public interface AdvisoryDesk {
  /**
   * Verifies an advisory and passes it on as {@link AdvisoryEvent.AdvisoryVerified}.
   *
   * @param content the file, at most 256 KiB
   * @param signature detached CMS over it, DER or PEM, at most 64 KiB
   * @return what was verified
   * @throws RefusedException if it is malformed, or its signer may not speak for what it names
   */
  Advisory handIn(Bytes content, Bytes signature) throws RefusedException;
}
