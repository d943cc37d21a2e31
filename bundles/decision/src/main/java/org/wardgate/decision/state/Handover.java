package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A device goes to another gateway.
 *
 * @param toGateway its id
 * @param operator who handed it over
 * @param validUntil until when it may go there with the certificate of this ward
 * @param signed whether it was signed; until then the device is still here
 * @param document the signed statement; absent until it is signed, and after it is over
 */
public record Handover(
    String toGateway,
    String operator,
    Instant validUntil,
    boolean signed,
    Optional<Bytes> document) {
  /** Signed. */
  public Handover with(Bytes statement) {
    return new Handover(toGateway, operator, validUntil, true, Optional.of(statement));
  }

  /** Nobody may come with it any more. */
  public Handover over() {
    return new Handover(toGateway, operator, validUntil, true, Optional.empty());
  }
}
