package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back the chains that no policy changes, to notice what others did to them. */
final class FixedChains {
  private static final Logger LOG = LoggerFactory.getLogger(FixedChains.class);

  private final NftSettings settings;
  private final Programs programs;

  FixedChains(NftSettings settings, Programs programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Rules by chain, without counters; empty if they could not be read. */
  Optional<Map<String, String>> read() {
    // nft 1.0.6 leaves elements in the kernel only when it lists everything tersely
    List<String> command = List.of(settings.nftCommand(), "-s", "-t", "list", "ruleset", "inet");
    try {
      return Optional.of(parse(programs.run(command), settings.tableName()));
    } catch (IOException e) {
      LOG.warn("the table could not be read back: {}", e.getMessage());
      return Optional.empty();
    }
  }

  static Map<String, String> parse(List<String> listing, String table) {
    Map<String, String> chains = new HashMap<>();
    String chain = "";
    boolean ours = false;
    StringBuilder rules = new StringBuilder();
    for (String line : listing) {
      String text = line.strip();
      if (text.startsWith("table ")) {
        ours = text.equals("table inet " + table + " {");
      } else if (ours && text.startsWith("chain ") && text.endsWith(" {")) {
        chain = text.substring(6, text.length() - 2);
        rules.setLength(0);
      } else if (text.equals("}") && !chain.isEmpty()) {
        if (TableText.FIXED_CHAINS.contains(chain)) {
          chains.put(chain, rules.toString());
        }
        chain = "";
      } else if (!chain.isEmpty()) {
        rules.append(text).append('\n');
      }
    }
    return Map.copyOf(chains);
  }
}
