package org.wardgate.conformity.office;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.form.Tokens;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;

/** A certificate that was issued, and what became of it. Thread-safe. */
final class Issued {
  private final Claims claims;
  private final Sight sight;
  private final Map<Format, Bytes> signed = new EnumMap<>(Format.class);
  private final Map<Format, Said> said = new EnumMap<>(Format.class);
  private Optional<Instant> revokedAt = Optional.empty();
  private Optional<Decision> decidedThen = Optional.empty();

  /** A status that was signed. */
  private record Said(Status status, Bytes token) {}

  Issued(Claims claims, Sight sight) {
    this.claims = claims;
    this.sight = sight;
  }

  Claims claims() {
    return claims;
  }

  /** Whether a third of its life is left, and its beginning is not in the future. */
  synchronized boolean fresh(Instant now) {
    Duration life = Duration.between(claims.issuedAt(), claims.expiresAt());
    return revokedAt.isEmpty()
        && !now.isBefore(claims.issuedAt())
        && now.isBefore(claims.expiresAt().minus(life.dividedBy(3)));
  }

  boolean expired(Instant now) {
    return !now.isBefore(claims.expiresAt());
  }

  synchronized boolean revoked() {
    return revokedAt.isPresent();
  }

  boolean holdsFor(Sight now) {
    return sight.holdsFor(now);
  }

  /** Once revoked, it stays so. */
  synchronized void revoke(Instant now, Optional<Decision> decision) {
    if (revokedAt.isEmpty()) {
      revokedAt = Optional.of(now);
      decidedThen = decision;
    }
  }

  synchronized boolean has(Format format) {
    return signed.containsKey(format);
  }

  /** The token; signed at first use. */
  synchronized Bytes token(Format format, GatewayCredential credential) throws CryptoException {
    Bytes token = signed.get(format);
    if (token == null) {
      token = Tokens.sign(claims, format, credential);
      signed.put(format, token);
    }
    return token;
  }

  synchronized Status status(String issuer, Instant now, Duration validity) {
    boolean over = expired(now);
    Status.State state =
        revokedAt.isPresent()
            ? Status.State.REVOKED
            : over ? Status.State.EXPIRED : Status.State.VALID;
    Optional<Instant> since =
        revokedAt.or(() -> over ? Optional.of(claims.expiresAt()) : revokedAt);
    Optional<Decision> decision =
        revokedAt.isPresent() ? decidedThen : Optional.of(claims.standing().decision());
    return new Status(claims.id(), issuer, now, now.plus(validity), state, since, decision);
  }

  /** The status as it was signed lately, if it is still the same. */
  synchronized Optional<Bytes> said(Status now, Format format, Duration ageMax) {
    return Optional.ofNullable(said.get(format))
        .filter(before -> before.status().state() == now.state())
        .filter(before -> !before.status().issuedAt().isAfter(now.issuedAt()))
        .filter(before -> before.status().issuedAt().plus(ageMax).isAfter(now.issuedAt()))
        .map(Said::token);
  }

  synchronized void say(Status status, Format format, Bytes token) {
    said.put(format, new Said(status, token));
  }
}
