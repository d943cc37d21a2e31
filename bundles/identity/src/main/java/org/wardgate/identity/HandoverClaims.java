package org.wardgate.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** A handover as claims of a CBOR Web Token (RFC 8392 §3). Stateless. */
final class HandoverClaims {
  private static final long ISSUER = 1;
  private static final long SUBJECT = 2;
  private static final long AUDIENCE = 3;
  private static final long EXPIRATION = 4;
  private static final long ISSUED_AT = 6;
  private static final long TOKEN_ID = 7;
  // RFC 8392 §9.1: below -65536 is for private use
  private static final long CERTIFICATE_SHA256 = -65537;
  private static final long MUD_URL = -65538;

  private static final Set<Long> REQUIRED =
      Set.of(ISSUER, SUBJECT, AUDIENCE, EXPIRATION, ISSUED_AT, TOKEN_ID, CERTIFICATE_SHA256);
  private static final Pattern GATEWAY = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern URL =
      Pattern.compile("https://[\\x21-\\x7e]{1," + (IdevidChain.MUD_URL_MAX_CHARS - 8) + "}");

  private HandoverClaims() {}

  static CborMap of(Handover handover) {
    Map<CborValue, CborValue> claims = new LinkedHashMap<>();
    claims.put(CborInt.of(ISSUER), new CborText(handover.fromGateway()));
    claims.put(CborInt.of(SUBJECT), new CborText(handover.device().value()));
    claims.put(CborInt.of(AUDIENCE), new CborText(handover.toGateway()));
    claims.put(CborInt.of(EXPIRATION), CborInt.of(handover.validUntil().getEpochSecond()));
    claims.put(CborInt.of(ISSUED_AT), CborInt.of(handover.issuedAt().getEpochSecond()));
    claims.put(CborInt.of(TOKEN_ID), new CborBytes(handover.id()));
    claims.put(CborInt.of(CERTIFICATE_SHA256), new CborBytes(handover.certificateSha256()));
    handover.mudUrl().ifPresent(url -> claims.put(CborInt.of(MUD_URL), new CborText(url)));
    return new CborMap(claims);
  }

  /**
   * The handover that claims say; nothing is verified.
   *
   * @throws CryptoException MALFORMED if one is missing, of another kind, or not known
   */
  static Handover read(CborValue value) throws CryptoException {
    if (!(value instanceof CborMap claims)) {
      throw malformed("claims that are not a map");
    }
    Optional<CborValue> mudUrl = claims.get(MUD_URL);
    int known = REQUIRED.size() + (mudUrl.isPresent() ? 1 : 0);
    if (claims.entries().size() != known) {
      throw malformed("claims that are not known here, or some are missing");
    }
    return new Handover(
        bytes(claims, TOKEN_ID, Handover.ID_BYTES),
        device(claims),
        matching(claims, ISSUER, GATEWAY),
        matching(claims, AUDIENCE, GATEWAY),
        bytes(claims, CERTIFICATE_SHA256, Handover.DIGEST_BYTES),
        mudUrl.isPresent() ? Optional.of(matching(claims, MUD_URL, URL)) : Optional.empty(),
        instant(claims, ISSUED_AT),
        instant(claims, EXPIRATION));
  }

  private static DeviceId device(CborMap claims) throws CryptoException {
    try {
      return new DeviceId(text(claims, SUBJECT));
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "claim 2 names no device", e);
    }
  }

  private static String matching(CborMap claims, long label, Pattern form) throws CryptoException {
    String text = text(claims, label);
    if (!form.matcher(text).matches()) {
      throw malformed("claim " + label + " has a wrong form");
    }
    return text;
  }

  private static String text(CborMap claims, long label) throws CryptoException {
    if (claims.get(label).orElse(null) instanceof CborText text) {
      return text.value();
    }
    throw malformed("claim " + label + " is missing or no text");
  }

  private static Bytes bytes(CborMap claims, long label, int length) throws CryptoException {
    if (claims.get(label).orElse(null) instanceof CborBytes bytes
        && bytes.value().length() == length) {
      return bytes.value();
    }
    throw malformed("claim " + label + " is missing or not " + length + " bytes");
  }

  private static Instant instant(CborMap claims, long label) throws CryptoException {
    if (claims.get(label).orElse(null) instanceof CborInt number
        && number.fitsLong()
        && number.asLong() >= 0
        && number.asLong() <= Instant.MAX.getEpochSecond()) {
      return Instant.ofEpochSecond(number.asLong());
    }
    throw malformed("claim " + label + " is missing or no time");
  }

  private static CryptoException malformed(String what) {
    return new CryptoException(Reason.MALFORMED, what);
  }
}
