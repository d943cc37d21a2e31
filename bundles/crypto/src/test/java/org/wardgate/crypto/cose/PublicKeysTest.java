package org.wardgate.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;

class PublicKeysTest {
  private static final KeyPair KEYS = EcKeys.generateP256();
  private static final Bytes SPKI = PublicKeys.spki(KEYS.getPublic());
  private static final int POINT_AT = 26;

  private static Bytes part(Bytes bytes, int from, int length) {
    return Bytes.ofHex(bytes.hex().substring(2 * from, 2 * (from + length)));
  }

  @Test
  void encodingsGoRound() throws CryptoException {
    assertThat(SPKI.length()).isEqualTo(91);
    assertThat(PublicKeys.ofSpki(SPKI)).isEqualTo(KEYS.getPublic());
    assertThat(PublicKeys.ofPem(PublicKeys.toPem(KEYS.getPublic()))).isEqualTo(KEYS.getPublic());
    Bytes x = part(SPKI, POINT_AT + 1, 32);
    Bytes y = part(SPKI, POINT_AT + 33, 32);
    assertThat(PublicKeys.spki(PublicKeys.ofJwkEc("P-256", x, y))).isEqualTo(SPKI);
  }

  @Test
  void refusesBadCoordinates() {
    Bytes x = part(SPKI, POINT_AT + 1, 32);
    Bytes y = part(SPKI, POINT_AT + 33, 32);
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-521", x, y));
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-384", x, y));
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-256", x, Bytes.EMPTY));
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-256", Mutations.flipBit(x, 0), y));
    Bytes zero = Bytes.of(new byte[32]);
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-256", zero, zero));
    Bytes prime = Bytes.ofHex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofJwkEc("P-256", prime, y));
  }

  @Test
  void refusesOtherEncodingsOfAPoint() {
    String head = "3039301306072a8648ce3d020106082a8648ce3d030107032200";
    String x = SPKI.hex().substring(2 * (POINT_AT + 1), 2 * (POINT_AT + 33));
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofSpki(Bytes.ofHex(head + "02" + x)));
    String infinity = "3019301306072a8648ce3d020106082a8648ce3d03010703020000";
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofSpki(Bytes.ofHex(infinity)));
    // hybrid form
    assertRefused(
        Reason.MALFORMED, () -> PublicKeys.ofSpki(Mutations.flipBit(SPKI, POINT_AT * 8 + 1)));
  }

  @Test
  void refusesExplicitParameters() throws Exception {
    // the platform's own parameters, which Bouncy Castle would accept
    String explicit =
        "3082014b3082010306072a8648ce3d02013081f7020101302c06072a8648ce3d0101022100"
            + "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff305b0420"
            + "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc0420"
            + "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b031500"
            + "c49d360886e704936a6678e1139d26b7819f7e900441046b17d1f2e12c4247f8bce6e563"
            + "a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162b"
            + "ce33576b315ececbb6406837bf51f5022100ffffffff00000000ffffffffffffffffbce6"
            + "faada7179e84f3b9cac2fc632551020101034200"
            + SPKI.hex().substring(2 * POINT_AT);
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofSpki(Bytes.ofHex(explicit)));
  }

  @Test
  void refusesWeakAndForeignKeys() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    Bytes weak = PublicKeys.spki(rsa.generateKeyPair().getPublic());
    assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofSpki(weak));
    for (String kind : new String[] {"X25519", "Ed448", "DSA"}) {
      Bytes foreign =
          PublicKeys.spki(KeyPairGenerator.getInstance(kind).generateKeyPair().getPublic());
      assertRefused(Reason.WEAK_KEY, () -> PublicKeys.ofSpki(foreign));
    }
  }

  @Test
  void refusesWhatIsNoKey() {
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofSpki(Bytes.EMPTY));
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofSpki(Bytes.ofHex("0500")));
    assertRefused(Reason.TRAILING_DATA, () -> PublicKeys.ofSpki(Bytes.ofHex(SPKI.hex() + "00")));
    assertRefused(Reason.TOO_LARGE, () -> PublicKeys.ofSpki(Bytes.of(new byte[2049])));
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofPem(""));
    String pem = PublicKeys.toPem(KEYS.getPublic());
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofPem(pem + pem));
    assertRefused(Reason.MALFORMED, () -> PublicKeys.ofPem(pem.replace("PUBLIC", "PRIVATE")));
    assertRefused(Reason.TOO_LARGE, () -> PublicKeys.ofPem("x".repeat(8193)));
  }
}
