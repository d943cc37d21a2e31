package org.wardgate.api.transport;

import java.util.List;
import java.util.OptionalInt;
import org.wardgate.api.Bytes;

/**
 * What came back over the open endpoint. Not authenticated.
 *
 * @param code its response code
 * @param locationPath the Location-Path options (RFC 7252 §5.10.7), at most {@value
 *     #SEGMENTS_MAX_COUNT}
 * @param contentFormat of the payload, absent if the answer named none
 * @param payload empty if there is none
 */
public record OpenAnswer(
    ResponseCode code, List<String> locationPath, OptionalInt contentFormat, Bytes payload) {
  /** An answer with more Location-Path options counts as too large. */
  public static final int SEGMENTS_MAX_COUNT = 16;

  /** Copies the list. */
  public OpenAnswer {
    locationPath = List.copyOf(locationPath);
  }
}
