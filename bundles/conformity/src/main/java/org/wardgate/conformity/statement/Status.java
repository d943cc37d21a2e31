package org.wardgate.conformity.statement;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * What a gateway says of one of its certificates.
 *
 * @param certificateId of the certificate, {@link Claims#ID_BYTES} bytes
 * @param issuer id of the gateway
 * @param issuedAt when it says so, whole seconds
 * @param expiresAt how long that may be relied on, whole seconds
 * @param state what became of it
 * @param since when it was revoked or expired, whole seconds; absent otherwise
 * @param decision what is decided now; absent if nothing is, or the certificate is not known
 */
public record Status(
    Bytes certificateId,
    String issuer,
    Instant issuedAt,
    Instant expiresAt,
    State state,
    Optional<Instant> since,
    Optional<Decision> decision) {
  /** How long a statement may be relied on. */
  public static final int VALIDITY_SECONDS = 60;

  /** What became of a certificate. */
  public enum State {
    /** It counts. */
    VALID,
    /** What it says is no longer so. */
    REVOKED,
    /** Its time is over. */
    EXPIRED,
    /** The gateway does not know it; for whoever verifies that is as good as revoked. */
    UNKNOWN;

    /** As it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state that is written so. */
    public static Optional<State> of(String text) {
      return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
  }
}
