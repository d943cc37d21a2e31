package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.util.List;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Loads whole tables with an nft of their own: the interactive one reads a line octet by octet,
 * which a large ward would wait a second for.
 */
final class BulkLoader implements TableLoader {
  private final NftSettings settings;
  private final Programs programs;

  BulkLoader(NftSettings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  @Override
  public void load(List<String> commands) throws RefusedException {
    try {
      programs.run(List.of(settings.nftCommand(), "-f", "-"), String.join("\n", commands) + "\n");
    } catch (ProgramFailed e) {
      String detail = String.valueOf(e.getMessage());
      throw new RefusedException(
          detail.contains("Operation not permitted")
              ? EnforcementErrors.NFT_MISSING
              : EnforcementErrors.NFT_FAILED,
          detail,
          e);
    } catch (IOException e) {
      throw new RefusedException(EnforcementErrors.NFT_MISSING, String.valueOf(e.getMessage()), e);
    }
  }
}
