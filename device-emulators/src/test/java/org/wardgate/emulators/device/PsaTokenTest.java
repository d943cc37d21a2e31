package org.wardgate.emulators.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.ec.EcKeys;

class PsaTokenTest {
  private static final CborLimits LIMITS = new CborLimits(4_096, 8, 256);
  private static final Bytes NONCE = Bytes.of(new byte[32]);
  private static final KeyPair KEYS = EcKeys.generateP256();

  private final Bytes token =
      new PsaToken(
              Bytes.of(new byte[33]),
              new Firmware(
                  "aa".repeat(32),
                  0x3000,
                  List.of(new Firmware.Component("BL", "1.0", "bb".repeat(32), "cc".repeat(32)))),
              Bytes.of(new byte[32]))
          .sign(NONCE, KEYS.getPrivate());

  @Test
  void theSignatureVerifies() throws CryptoException {
    CoseSign1 message = (CoseSign1) CoseMessage.parse(token, LIMITS);
    assertThat(message.algorithm()).isEqualTo(CoseAlgorithms.ES256);
    CoseVerifier.verify(message, KEYS.getPublic(), Bytes.EMPTY);
  }

  @Test
  void anothersKeyDoesNotVerify() throws CryptoException {
    CoseSign1 message = (CoseSign1) CoseMessage.parse(token, LIMITS);
    assertThatThrownBy(
            () -> CoseVerifier.verify(message, EcKeys.generateP256().getPublic(), Bytes.EMPTY))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void theClaimsAreThoseOfTheProfile() throws CryptoException {
    CoseSign1 message = (CoseSign1) CoseMessage.parse(token, LIMITS);
    CborMap claims = (CborMap) CborReader.read(message.payload(), LIMITS);
    assertThat(claims.get(10)).hasValue(new CborBytes(NONCE));
    assertThat(claims.get(2395)).hasValue(CborInt.of(0x3000));
    assertThat(claims.get(2396)).hasValue(new CborBytes(Bytes.ofHex("aa".repeat(32))));
    for (long label : List.of(256L, 265L, 268L, 2394L, 2399L)) {
      assertThat(claims.get(label)).as("claim %d", label).isPresent();
    }
  }

  @Test
  void aReplayerNeverLooksAtTheNonce() {
    Bytes own = Bytes.ofHex("01");
    Bytes others = Bytes.ofHex("02");
    ReplayAttester replayer = new ReplayAttester(own, () -> java.util.Optional.of(others));
    assertThat(List.of(replayer.evidence(NONCE), replayer.evidence(NONCE)))
        .containsExactly(own, others);
    assertThat(replayer.evidence(NONCE)).isEqualTo(own);
  }
}
