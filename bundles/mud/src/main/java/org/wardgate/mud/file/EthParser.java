package org.wardgate.mud.file;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads {@code eth} containers (RFC 8519 ietf-packet-fields). */
final class EthParser {
  private static final String SOURCE = "source-mac-address";
  private static final String DESTINATION = "destination-mac-address";
  private static final String MASK = "-mask";
  private static final String ETHERTYPE = "ethertype";
  // RFC 6991 mac-address; some files write dashes
  private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}");
  private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9a-fA-F]{4}");
  private static final Set<String> NODES =
      Set.of(ETHERTYPE, SOURCE, SOURCE + MASK, DESTINATION, DESTINATION + MASK);
  private static final int HEXADECIMAL = 16;

  private final Findings findings;

  EthParser(Findings findings) {
    this.findings = findings;
  }

  EthMatch parse(Node node) throws Refusal {
    node.refuseBeside(NODES);
    Optional<Node> ethertype = node.child(ETHERTYPE);
    return new EthMatch(
        ethertype.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ethertype(ethertype.get())),
        hardware(node, SOURCE),
        hardware(node, DESTINATION));
  }

  private int ethertype(Node leaf) throws Refusal {
    String text = leaf.text();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    // RFC 8519: four hexadecimal digits
    if (!FOUR_DIGITS.matcher(digits).matches()) {
      throw leaf.bad("not an ethertype: " + text);
    }
    if (text.startsWith("0x")) {
      findings.note(MudErrors.NOT_CANONICAL, leaf.place(), text + " read as " + digits);
    }
    return Integer.parseInt(digits, HEXADECIMAL);
  }

  private static Optional<HardwareMatch> hardware(Node node, String key) throws Refusal {
    Optional<Node> address = node.child(key);
    Optional<Node> mask = node.child(key + MASK);
    if (address.isEmpty() && mask.isPresent()) {
      throw mask.get().bad("a mask without an address");
    }
    if (address.isEmpty()) {
      return Optional.empty();
    }
    long bits = mask.isEmpty() ? HardwareMatch.EXACT : bits(mask.get());
    return Optional.of(new HardwareMatch(bits(address.get()) & bits, bits));
  }

  private static long bits(Node leaf) throws Refusal {
    String text = leaf.text();
    if (!MAC.matcher(text).matches()) {
      throw leaf.bad("not a hardware address: " + text);
    }
    return Long.parseLong(text.toLowerCase(Locale.ROOT).replaceAll("[:-]", ""), HEXADECIMAL);
  }
}
