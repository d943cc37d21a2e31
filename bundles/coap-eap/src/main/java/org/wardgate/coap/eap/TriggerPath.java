package org.wardgate.coap.eap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;

/** Where the device wants the first EAP packet: the payload of its trigger (RFC 9820 §3.2). */
final class TriggerPath {
  /** Longest payload of a trigger. */
  static final int PAYLOAD_MAX_BYTES = 64;

  /** Most segments of a path. */
  static final int SEGMENTS_MAX_COUNT = 8;

  /** Longest segment of a path. */
  static final int SEGMENT_MAX_BYTES = 32;

  private static final Pattern SEGMENT =
      Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1," + SEGMENT_MAX_BYTES + "}");

  private TriggerPath() {}

  /**
   * The path's segments; absent if it is none. Taken as {@code /a/eap/1}, with or without leading
   * slash, or as a link {@code </a/eap/1>} (RFC 6690).
   */
  static Optional<List<String>> parse(Bytes payload) {
    if (payload.length() > PAYLOAD_MAX_BYTES) {
      return Optional.empty();
    }
    String text = new String(payload.toArray(), StandardCharsets.UTF_8);
    if (text.startsWith("<") && text.endsWith(">")) {
      text = text.substring(1, text.length() - 1);
    }
    String path = text.startsWith("/") ? text.substring(1) : text;
    return path(List.of(path.split("/", -1)));
  }

  /** Segments that may be asked for; absent if there are none, too many or odd ones. */
  static Optional<List<String>> path(List<String> segments) {
    boolean fine =
        !segments.isEmpty()
            && segments.size() <= SEGMENTS_MAX_COUNT
            && segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches());
    return fine ? Optional.of(List.copyOf(segments)) : Optional.empty();
  }
}
