package org.wardgate.conformity.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** A certificate as claims of a JSON Web Token (RFC 7519 §4.1). Stateless. */
final class JwtForm {
  /** The header's {@code typ} (RFC 8725 §3.11). */
  static final String TYPE = "wardgate-conformity+jwt";

  private JwtForm() {}

  static Bytes write(Claims claims) {
    ObjectNode node = JsonClaims.object();
    node.put("iss", claims.issuer())
        .put("sub", claims.device().value())
        .put("iat", claims.issuedAt().getEpochSecond())
        .put("nbf", claims.issuedAt().getEpochSecond())
        .put("exp", claims.expiresAt().getEpochSecond())
        .put("jti", claims.id().hex());
    confirmation(node, claims.deviceKey());
    StandingJson.write(node, claims.standing());
    return JsonClaims.write(node);
  }

  static Claims read(Bytes payload) throws CryptoException {
    JsonClaims claims = JsonClaims.read(payload);
    if (!claims.seconds("nbf").equals(claims.seconds("iat"))) {
      throw JsonClaims.malformed("a beginning that is not the time of issue");
    }
    return new Claims(
        claims.hex("jti", Claims.ID_BYTES),
        Words.gateway(claims.text("iss")),
        Words.device(claims.text("sub")),
        claims.seconds("iat"),
        claims.seconds("exp"),
        confirmation(claims),
        StandingJson.read(claims));
  }

  /** RFC 7800 §3.2: the key whose possession the presenter is to prove. */
  static void confirmation(ObjectNode node, Optional<Bytes> spki) {
    Optional<DeviceKey> key = spki.flatMap(DeviceKey::ofSpki);
    if (key.isPresent()) {
      node.putObject("cnf")
          .putObject("jwk")
          .put("kty", "EC")
          .put("crv", key.get().curve())
          .put("x", encode(key.get().x()))
          .put("y", encode(key.get().y()));
    }
  }

  static Optional<Bytes> confirmation(JsonClaims claims) throws CryptoException {
    if (!claims.has("cnf")) {
      return Optional.empty();
    }
    JsonClaims jwk = claims.object("cnf").object("jwk");
    if (!jwk.text("kty").equals("EC")) {
      throw JsonClaims.malformed("a device key of another kind than EC");
    }
    return Optional.of(
        new DeviceKey(jwk.text("crv"), decode(jwk.text("x")), decode(jwk.text("y"))).spki());
  }

  private static String encode(Bytes coordinate) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(coordinate.toArray());
  }

  private static Bytes decode(String text) throws CryptoException {
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "a coordinate that is not Base64url", e);
    }
  }
}
