package org.wardgate.api.attestation.reference;

import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;

/** Where people and the cloud hand in reference values. Thread-safe. */
public interface ReferenceDesk {
  /** Largest file, in bytes. */
  int FILE_MAX_BYTES = 16 * 1024 * 1024;

  /**
   * Takes a signed CoRIM. It counts once {@code decision} adopted it. Blocks while it is verified.
   *
   * @param corim the file, at most {@link #FILE_MAX_BYTES}
   * @return what is offered to {@code decision}, or was offered before
   * @throws RefusedException {@code WG-REF-…} if it is not good, not newer, or cannot be kept
   */
  Change handIn(Bytes corim) throws RefusedException;

  /** What is in force, {@code id vN}, by id. */
  List<String> inForce();
}
