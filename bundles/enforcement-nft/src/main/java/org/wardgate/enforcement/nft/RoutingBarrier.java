package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Keeps the ward closed without any nft table: the kernel routes from and to the ward only what a
 * rule of our table has marked. A flush of all rules leaves nothing that marks. The gateway's own
 * packets pass.
 */
final class RoutingBarrier {
  /** Preference of the first of the four rules; before the main table, after the local one. */
  static final int PREFERENCE = 8_900;

  private static final Logger LOG = LoggerFactory.getLogger(RoutingBarrier.class);
  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6");
  private static final Pattern RULE = Pattern.compile("(\\d+):\\s+(.*)");
  private static final Pattern NETWORK = Pattern.compile("^\\d+:\\s+(\\S+)\\s+inet6? (\\S+)");
  private static final String UNMARKED = " fwmark 0/0x1 ";

  private final NftSettings settings;
  private final Programs programs;
  private final ReversePath reversePath;

  RoutingBarrier(NftSettings settings, Programs programs, ReversePath reversePath) {
    this.settings = settings;
    this.programs = programs;
    this.reversePath = reversePath;
  }

  /**
   * Raises what is missing and looks that it is there. Takes down only rules of our own that
   * nothing needs any more.
   *
   * @return whether something was missing
   * @throws RefusedException with BARRIER_FAILED
   */
  boolean raise() throws RefusedException {
    reversePath.letMarksCount();
    try {
      boolean missing = raise("-4");
      if (Files.isDirectory(IPV6)) {
        missing |= raise("-6");
      }
      return missing;
    } catch (IOException e) {
      throw new RefusedException(
          EnforcementErrors.BARRIER_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private boolean raise(String family) throws IOException, RefusedException {
    Set<String> wanted = wanted(family);
    Set<String> present = present(family);
    if (present.equals(wanted)) {
      return false;
    }
    for (String rule : wanted) {
      if (!present.contains(rule)) {
        LOG.info("raising the routing barrier: {} {}", family, rule);
        change(family, "add", rule);
      }
    }
    for (String rule : present) {
      if (!wanted.contains(rule)) {
        change(family, "del", rule);
      }
    }
    if (!present(family).containsAll(wanted)) {
      throw new RefusedException(EnforcementErrors.BARRIER_FAILED, "rules did not stay");
    }
    return true;
  }

  /** The rules in the words of {@code ip rule}: preference, then selector and action. */
  private Set<String> wanted(String family) throws IOException {
    int last = PREFERENCE + 3;
    Set<String> rules = new LinkedHashSet<>();
    rules.add(
        PREFERENCE + " from all" + UNMARKED + "iif " + settings.wardInterface() + " blackhole");
    rules.add(last + " from all nop");
    rules.add((PREFERENCE + 1) + " from all iif lo goto " + last);
    for (String network : networks(family)) {
      rules.add((PREFERENCE + 2) + " from all to " + network + UNMARKED + "blackhole");
    }
    return rules;
  }

  private Set<String> present(String family) throws IOException {
    Set<String> rules = new LinkedHashSet<>();
    for (String line : programs.run(List.of(settings.ipCommand(), family, "rule", "show"))) {
      Matcher matcher = RULE.matcher(line.strip());
      if (matcher.matches() && ours(matcher.group(1))) {
        String rule = matcher.group(2).replaceAll("\\[[a-z]+\\]", "").replaceAll("\\s+", " ");
        rules.add(matcher.group(1) + " " + rule.strip());
      }
    }
    return rules;
  }

  private static boolean ours(String preference) {
    return preference.length() == 4
        && Integer.parseInt(preference) >= PREFERENCE
        && Integer.parseInt(preference) <= PREFERENCE + 3;
  }

  /** The networks on the ward's interface; none while the interface is not there. */
  private Set<String> networks(String family) throws IOException {
    Set<String> networks = new LinkedHashSet<>();
    List<String> command =
        List.of(settings.ipCommand(), family, "-o", "addr", "show", "scope", "global");
    for (String line : programs.run(command)) {
      Matcher matcher = NETWORK.matcher(line);
      if (matcher.find() && matcher.group(1).equals(settings.wardInterface())) {
        networks.add(Cidrs.network(matcher.group(2)));
      }
    }
    return networks;
  }

  private void change(String family, String verb, String rule) throws IOException {
    int space = rule.indexOf(' ');
    List<String> command =
        new ArrayList<>(
            List.of(settings.ipCommand(), family, "rule", verb, "pref", rule.substring(0, space)));
    command.addAll(List.of(rule.substring(space + 1).split(" ")));
    programs.run(command);
  }
}
