package org.wardgate.api.mud;

import org.wardgate.api.error.RefusedException;

/** RFC 8520 file to policy. A pure function: same input, same output, no world. Thread-safe. */
public interface MudCompiler {
  /**
   * Compiles a file.
   *
   * @param file verified
   * @throws RefusedException if the file is not valid or asks for what cannot be enforced
   */
  CompiledMudFile compile(VerifiedMudFile file) throws RefusedException;
}
