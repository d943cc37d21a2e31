package org.wardgate.ward.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.policy.NetworkBinding;

/**
 * One line of ulogd2's JSON output to a packet. What a packet carries is the sender's choice: every
 * value is checked, and a line that is not as expected is no packet. Thread-safe.
 */
final class DeniedPacketParser {
  /** Longest line, in bytes. */
  static final int LINE_MAX_BYTES = 16_384;

  /** Most members of the object. */
  static final int MEMBERS_MAX_COUNT = 256;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxStringLength(1_024)
                  .maxNumberLength(32)
                  .maxNameLength(128)
                  .maxDocumentLength(LINE_MAX_BYTES)
                  .build())
          .build();
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

  private final String wardInterface;

  DeniedPacketParser(String wardInterface) {
    this.wardInterface = wardInterface;
  }

  /** The packet, if the line tells of one that came from the ward. */
  Optional<DeniedPacket> parse(String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      return packet(members(parser));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> members(JsonParser parser) throws IOException {
    Map<String, String> members = new HashMap<>();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return members;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken().isScalarValue() && members.size() < MEMBERS_MAX_COUNT) {
        members.putIfAbsent(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT ? members : Map.of();
  }

  private Optional<DeniedPacket> packet(Map<String, String> members) throws IOException {
    String mac = members.getOrDefault("mac.saddr.str", "");
    Optional<InetAddress> source = address(members.get("src_ip"));
    Optional<InetAddress> destination = address(members.get("dest_ip"));
    if (!wardInterface.equals(members.get("oob.in"))
        || !MAC.matcher(mac).matches()
        || source.isEmpty()
        || destination.isEmpty()) {
      return Optional.empty();
    }
    String protocol = members.getOrDefault("ip.protocol", members.getOrDefault("ip6.nexthdr", "0"));
    return Optional.of(
        new DeniedPacket(
            new NetworkBinding(source.get(), mac),
            destination.get(),
            number(protocol, 255),
            number(members.getOrDefault("dest_port", "0"), 65_535)));
  }

  /** Only literals: a name would be looked up. */
  private static Optional<InetAddress> address(@Nullable String literal) throws IOException {
    return literal != null && ADDRESS.matcher(literal).matches()
        ? Optional.of(InetAddress.getByName(literal))
        : Optional.empty();
  }

  private static int number(String digits, int max) throws IOException {
    if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > max) {
      throw new IOException("not a number in range: " + digits);
    }
    return Integer.parseInt(digits);
  }
}
