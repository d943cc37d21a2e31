package org.wardgate.enforcement.nft;

import java.util.List;
import org.wardgate.api.error.RefusedException;

/** A way to the kernel's rules. Confined to one thread. */
interface NftSession extends AutoCloseable {
  /**
   * Runs commands as one transaction: all of them or none.
   *
   * @return what nft printed, empty lines left out
   * @throws RefusedException with NFT_FAILED if nft refused and nothing changed; with NFT_TIMEOUT
   *     or NFT_MISSING if it is not known whether anything changed and the session is over
   */
  List<String> run(List<String> commands) throws RefusedException;

  /** Whether another command may be sent. */
  boolean usable();

  /** Whether another session would be quicker; a good moment for it is when nothing waits. */
  default boolean worn() {
    return false;
  }

  /** Ends the session; rules stay. */
  @Override
  void close();
}
