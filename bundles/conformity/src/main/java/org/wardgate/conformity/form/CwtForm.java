package org.wardgate.conformity.form;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;

/** A certificate as claims of a CBOR Web Token (RFC 8392 §3). Stateless. */
final class CwtForm {
  /** The header parameter {@code typ} (RFC 9596). */
  static final CborText TYPE = new CborText("application/wardgate-conformity+cwt");

  private static final long ISSUER = 1;
  private static final long SUBJECT = 2;
  private static final long EXPIRATION = 4;
  private static final long NOT_BEFORE = 5;
  private static final long ISSUED_AT = 6;
  private static final long TOKEN_ID = 7;
  // RFC 8747 §3.1
  private static final long CONFIRMATION = 8;
  private static final long CONFIRMATION_KEY = 1;
  // RFC 9053 §7.1
  private static final long KEY_TYPE = 1;
  private static final long KEY_TYPE_EC2 = 2;
  private static final long CURVE = -1;
  private static final long CURVE_P256 = 1;
  private static final long CURVE_P384 = 2;
  private static final long X = -2;
  private static final long Y = -3;

  private CwtForm() {}

  static Bytes write(Claims claims) {
    CborClaims map =
        new CborClaims()
            .put(ISSUER, claims.issuer())
            .put(SUBJECT, claims.device().value())
            .put(EXPIRATION, claims.expiresAt())
            .put(NOT_BEFORE, claims.issuedAt())
            .put(ISSUED_AT, claims.issuedAt())
            .put(TOKEN_ID, claims.id());
    claims
        .deviceKey()
        .flatMap(DeviceKey::ofSpki)
        .ifPresent(
            key ->
                map.put(
                    CONFIRMATION, new CborClaims().put(CONFIRMATION_KEY, key(key).map()).map()));
    StandingCbor.write(map, claims.standing());
    return map.write();
  }

  static Claims read(Bytes payload) throws CryptoException {
    CborClaims map = CborClaims.read(payload);
    if (!map.seconds(NOT_BEFORE).equals(map.seconds(ISSUED_AT))) {
      throw Words.malformed("a beginning that is not the time of issue");
    }
    return new Claims(
        Words.id(map.bytes(TOKEN_ID)),
        Words.gateway(map.text(ISSUER)),
        Words.device(map.text(SUBJECT)),
        map.seconds(ISSUED_AT),
        map.seconds(EXPIRATION),
        confirmation(map),
        StandingCbor.read(map));
  }

  private static CborClaims key(DeviceKey key) {
    return new CborClaims()
        .put(KEY_TYPE, CborInt.of(KEY_TYPE_EC2))
        .put(CURVE, CborInt.of(key.curve().equals(DeviceKey.P256) ? CURVE_P256 : CURVE_P384))
        .put(X, key.x())
        .put(Y, key.y());
  }

  private static Optional<Bytes> confirmation(CborClaims map) throws CryptoException {
    if (!map.has(CONFIRMATION)) {
      return Optional.empty();
    }
    CborClaims key = map.map(CONFIRMATION).map(CONFIRMATION_KEY);
    if (key.integer(KEY_TYPE) != KEY_TYPE_EC2) {
      throw Words.malformed("a device key of another kind than EC2");
    }
    long number = key.integer(CURVE);
    if (number != CURVE_P256 && number != CURVE_P384) {
      throw Words.malformed("a device key on another curve");
    }
    String curve = number == CURVE_P256 ? DeviceKey.P256 : DeviceKey.P384;
    return Optional.of(new DeviceKey(curve, key.bytes(X), key.bytes(Y)).spki());
  }
}
