package org.wardgate.conformity.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborText;

/** A status as claims of a token: CBOR (RFC 8392) or JSON (RFC 7519). Stateless. */
final class StatusForm {
  /** The header parameter {@code typ} of the CWT. */
  static final CborText CWT_TYPE = new CborText("application/wardgate-conformity-status+cwt");

  /** The header's {@code typ} of the JWT. */
  static final String JWT_TYPE = "wardgate-conformity-status+jwt";

  private static final long ISSUER = 1;
  private static final long EXPIRATION = 4;
  private static final long ISSUED_AT = 6;
  // RFC 8392 §9.1: private use
  private static final long DECISION = -65_601;
  private static final long CERTIFICATE = -65_610;
  private static final long STATE = -65_611;
  private static final long SINCE = -65_612;

  private StatusForm() {}

  static Bytes writeJson(Status status) {
    ObjectNode node = JsonClaims.object();
    node.put("iss", status.issuer())
        .put("iat", status.issuedAt().getEpochSecond())
        .put("exp", status.expiresAt().getEpochSecond())
        .put(Names.CERTIFICATE, status.certificateId().hex())
        .put(Names.CERTIFICATE_STATUS, status.state().text());
    status.since().ifPresent(since -> node.put(Names.SINCE, since.getEpochSecond()));
    status.decision().ifPresent(decision -> node.put(Names.DECISION, decision.text()));
    return JsonClaims.write(node);
  }

  static Bytes writeCbor(Status status) {
    CborClaims map =
        new CborClaims()
            .put(ISSUER, status.issuer())
            .put(ISSUED_AT, status.issuedAt())
            .put(EXPIRATION, status.expiresAt())
            .put(CERTIFICATE, status.certificateId())
            .put(STATE, status.state().text());
    status.since().ifPresent(since -> map.put(SINCE, since));
    status.decision().ifPresent(decision -> map.put(DECISION, decision.text()));
    return map.write();
  }

  static Status readJson(Bytes payload) throws CryptoException {
    JsonClaims claims = JsonClaims.read(payload);
    return new Status(
        claims.hex(Names.CERTIFICATE, Claims.ID_BYTES),
        Words.gateway(claims.text("iss")),
        claims.seconds("iat"),
        claims.seconds("exp"),
        Words.status(claims.text(Names.CERTIFICATE_STATUS)),
        claims.has(Names.SINCE)
            ? Optional.of(claims.seconds(Names.SINCE))
            : Optional.<Instant>empty(),
        claims.has(Names.DECISION)
            ? Optional.of(Words.decision(claims.text(Names.DECISION)))
            : Optional.<Decision>empty());
  }

  static Status readCbor(Bytes payload) throws CryptoException {
    CborClaims claims = CborClaims.read(payload);
    return new Status(
        Words.id(claims.bytes(CERTIFICATE)),
        Words.gateway(claims.text(ISSUER)),
        claims.seconds(ISSUED_AT),
        claims.seconds(EXPIRATION),
        Words.status(claims.text(STATE)),
        claims.has(SINCE) ? Optional.of(claims.seconds(SINCE)) : Optional.<Instant>empty(),
        claims.has(DECISION)
            ? Optional.of(Words.decision(claims.text(DECISION)))
            : Optional.<Decision>empty());
  }
}
