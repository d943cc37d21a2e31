package org.wardgate.conformity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * A certificate as a W3C Verifiable Credential 2.0, which is the payload of a JWS as it stands (VC
 * JOSE COSE §3.1.1). Stateless.
 */
final class VcForm {
  /** The header's {@code typ} and {@code cty} (VC JOSE COSE §3.1.1). */
  static final String TYPE = "vc+jwt";

  static final String CONTENT_TYPE = "vc";

  // VC 2.0 §4.3, §5.1: the second one lets claims without a context of their own be there
  private static final List<String> CONTEXT =
      List.of(
          "https://www.w3.org/ns/credentials/v2",
          "https://www.w3.org/ns/credentials/undefined-terms/v2");
  private static final List<String> TYPES =
      List.of("VerifiableCredential", "WardgateConformityCredential");
  private static final String ID = "tag:wardgate.org,2026:conformity/";
  private static final String GATEWAY = "tag:wardgate.org,2026:gateway/";
  private static final String DEVICE = "tag:wardgate.org,2026:device/";

  private VcForm() {}

  static Bytes write(Claims claims) {
    ObjectNode node = JsonClaims.object();
    texts(node.putArray("@context"), CONTEXT);
    texts(node.putArray("type"), TYPES);
    node.put("id", ID + claims.id().hex())
        .put("issuer", GATEWAY + claims.issuer())
        .put("validFrom", claims.issuedAt().toString())
        .put("validUntil", claims.expiresAt().toString())
        .put("iat", claims.issuedAt().getEpochSecond())
        .put("exp", claims.expiresAt().getEpochSecond());
    JwtForm.confirmation(node, claims.deviceKey());
    ObjectNode subject = node.putObject("credentialSubject");
    subject.put("id", DEVICE + claims.device().value());
    StandingJson.write(subject, claims.standing());
    return JsonClaims.write(node);
  }

  static Claims read(Bytes payload) throws CryptoException {
    JsonClaims claims = JsonClaims.read(payload);
    require(texts(claims, "@context").equals(CONTEXT), "contexts that are not ours");
    require(texts(claims, "type").equals(TYPES), "types that are not ours");
    Instant from = instant(claims, "validFrom");
    Instant until = instant(claims, "validUntil");
    require(claims.seconds("iat").equals(from), "a beginning that is not the time of issue");
    require(claims.seconds("exp").equals(until), "two different ends");
    JsonClaims subject = claims.object("credentialSubject");
    return new Claims(
        id(after(ID, claims.text("id"))),
        Words.gateway(after(GATEWAY, claims.text("issuer"))),
        Words.device(after(DEVICE, subject.text("id"))),
        from,
        until,
        JwtForm.confirmation(claims),
        StandingJson.read(subject));
  }

  private static Bytes id(String hex) throws CryptoException {
    require(hex.matches("[0-9a-f]{" + 2 * Claims.ID_BYTES + "}"), "an id that is not ours");
    return Bytes.ofHex(hex);
  }

  private static Instant instant(JsonClaims claims, String name) throws CryptoException {
    try {
      Instant instant = Instant.parse(claims.text(name));
      require(
          instant.getNano() == 0
              && instant.getEpochSecond() >= 0
              && instant.getEpochSecond() <= Limits.SECONDS_MAX,
          "a time that is not in whole seconds");
      return instant;
    } catch (DateTimeException e) {
      throw new CryptoException(Reason.MALFORMED, "claim " + name + " is no time", e);
    }
  }

  private static String after(String prefix, String text) throws CryptoException {
    require(text.startsWith(prefix), "an identifier that is not ours");
    return text.substring(prefix.length());
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static List<String> texts(JsonClaims claims, String name) throws CryptoException {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : claims.array(name)) {
      require(one.isTextual(), "claim " + name + " is no array of texts");
      texts.add(one.textValue());
    }
    return texts;
  }

  private static void require(boolean kept, String otherwise) throws CryptoException {
    if (!kept) {
      throw JsonClaims.malformed(otherwise);
    }
  }
}
