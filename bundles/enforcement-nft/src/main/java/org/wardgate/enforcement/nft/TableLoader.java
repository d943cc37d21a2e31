package org.wardgate.enforcement.nft;

import java.util.List;
import org.wardgate.api.error.RefusedException;

/** A way to put a whole table into the kernel. */
@FunctionalInterface
interface TableLoader {
  /**
   * Runs commands as one transaction: all of them or none.
   *
   * @throws RefusedException with NFT_FAILED if nft refused and nothing changed; with NFT_MISSING
   *     if it could not be run, or it is not known what came of it
   */
  void load(List<String> commands) throws RefusedException;
}
