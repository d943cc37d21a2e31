package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.util.List;
import org.wardgate.api.enforcement.PolicyUsage;

/**
 * Reads counters with a short-lived nft of its own: neither packets nor changes wait for it. Its
 * output is bounded by {@link Programs#OUTPUT_MAX_BYTES}. Thread-safe.
 */
final class UsageReader {
  private final NftSettings settings;
  private final Programs programs;

  UsageReader(NftSettings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /**
   * What the kernel has counted.
   *
   * @throws IOException if nft fails
   */
  PolicyUsage read(Ledger ledger) throws IOException {
    List<String> listing =
        programs.run(
            List.of(settings.nftCommand(), "-n", "list", "table", "inet", settings.tableName()));
    Tally tally = new Tally(ledger);
    CounterListing.read(listing, tally::count);
    return tally.usage();
  }
}
