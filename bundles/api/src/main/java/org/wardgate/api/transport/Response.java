package org.wardgate.api.transport;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;

/**
 * What a handler answers, or a device answered.
 *
 * @param code the response code
 * @param contentFormat of the payload, absent without payload
 * @param payload empty if there is none
 * @param maxAgeSeconds when to ask again (RFC 7252 §5.10.5), absent for the protocol's default
 */
public record Response(
    ResponseCode code, OptionalInt contentFormat, Bytes payload, OptionalLong maxAgeSeconds) {

  /** 2.05 with a payload. */
  public static Response content(int contentFormat, Bytes payload) {
    return new Response(
        ResponseCode.CONTENT, OptionalInt.of(contentFormat), payload, OptionalLong.empty());
  }

  /** 2.04 with a payload. */
  public static Response changed(int contentFormat, Bytes payload) {
    return new Response(
        ResponseCode.CHANGED, OptionalInt.of(contentFormat), payload, OptionalLong.empty());
  }

  /** A code and nothing else. */
  public static Response empty(ResponseCode code) {
    return new Response(code, OptionalInt.empty(), Bytes.EMPTY, OptionalLong.empty());
  }

  /** A refusal with its code, reason and remedy as a diagnostic payload (RFC 7252 §5.5.2). */
  public static Response refused(ResponseCode code, Problem problem) {
    byte[] text = (problem.line() + "; " + problem.remedy()).getBytes(StandardCharsets.UTF_8);
    return new Response(code, OptionalInt.empty(), Bytes.of(text), OptionalLong.empty());
  }

  /** 5.03: not decided yet, ask again. RFC 9148 §4.7. */
  public static Response later(long maxAgeSeconds) {
    return new Response(
        ResponseCode.SERVICE_UNAVAILABLE,
        OptionalInt.empty(),
        Bytes.EMPTY,
        OptionalLong.of(maxAgeSeconds));
  }
}
