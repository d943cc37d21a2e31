package org.wardgate.crypto.revocation;

import java.time.Instant;

/** What is said about one certificate (RFC 6960 §2.2). */
public sealed interface OcspStatus {
  /** Issued and not revoked. */
  record Good() implements OcspStatus {}

  /** Nothing is known of it. */
  record Unknown() implements OcspStatus {}

  /**
   * Taken back.
   *
   * @param at when; whole seconds
   * @param reason CRLReason; 0 is left out
   */
  record Revoked(Instant at, int reason) implements OcspStatus {}
}
