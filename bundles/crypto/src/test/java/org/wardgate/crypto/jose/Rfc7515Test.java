package org.wardgate.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cose.PublicKeys;

/** The examples of RFC 7515 Appendix A and RFC 7520 §4: one is ES256, all others are refused. */
class Rfc7515Test {
  // RFC 7515 A.3
  private static final String ES256 =
      "eyJhbGciOiJFUzI1NiJ9"
          + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
          + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
          + "pmWQxfKTUJqPP3-Kg6NU1Q";
  private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
  private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

  private static PublicKey key() throws CryptoException {
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return PublicKeys.ofJwkEc("P-256", Bytes.of(decoder.decode(X)), Bytes.of(decoder.decode(Y)));
  }

  @Test
  void exampleA3Verifies() throws CryptoException {
    Bytes payload = Jws.verify(ES256, key());
    assertThat(new String(payload.toArray(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n"
                + " \"http://example.com/is_root\":true}");
  }

  @Test
  void exampleA1IsAMessageAuthenticationCodeAndIsRefused() {
    assertRefused(
        Reason.BAD_ALGORITHM,
        () ->
            Jws.parse(
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
                    + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                    + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                    + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
  }

  @Test
  void exampleA5HasAlgNoneAndIsRefused() {
    String unsecured =
        "eyJhbGciOiJub25lIn0"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".";
    assertRefused(Reason.MALFORMED, () -> Jws.parse(unsecured));
    // and with the signature of another message
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> Jws.parse(unsecured + ES256.substring(ES256.lastIndexOf('.') + 1)));
  }

  @Test
  void exampleA4IsOnAnotherCurveAndIsRefused() {
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> Jws.parse("eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA." + "A".repeat(176)));
  }

  // RFC 7520 §4.1 to §4.4: the protected headers of its signatures
  @Test
  void noAlgorithmOfRfc7520IsTaken() {
    for (String header :
        new String[] {
          "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
          "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
          "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
          "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9"
        }) {
      assertRefused(
          Reason.BAD_ALGORITHM,
          () -> Jws.parse(header + ".SXTigJlz" + ES256.substring(ES256.lastIndexOf('.'))));
    }
  }
}
