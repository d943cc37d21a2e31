package org.wardgate.crypto.kdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;

class KdfTest {
  private static final Bytes RFC_4493_KEY = Bytes.ofHex("2b7e151628aed2a6abf7158809cf4f3c");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|bb1d6929e95937287fa37d129b756746",
        "6bc1bee22e409f96e93d7e117393172a|070a16b46b4d4144f79bdd9dd04a287c",
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411"
            + "|dfa66747de9ae63030ca32611497c827"
      })
  void cmacAgreesWithRfc4493Section4(String message, String tag) {
    assertThat(AesCmac.tag(RFC_4493_KEY, Bytes.ofHex(message))).isEqualTo(Bytes.ofHex(tag));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 31, 33, 64})
  void cmacRefusesOtherKeyLengths(int length) {
    Bytes key = Bytes.of(new byte[length]);
    assertThatThrownBy(() -> AesCmac.tag(key, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** NIST CAVP, KDFCTR_gen: CMAC_AES128, counter before fixed data, 8 bits, count 0. */
  @Test
  void theCounterKdfAgreesWithNist() {
    Bytes key = Bytes.ofHex("dff1e50ac0b69dc40f1051d46c2b069c");
    Bytes fixed =
        Bytes.ofHex(
            "c16e6e02c5a3dcc8d78b9ac1306877761310455b4e41469951d9e6c2245a064b33fd8c3b01203a78"
                + "24485bf0a64060c4648b707d2607935699316ea5");
    assertThat(CounterKdf.expand(key, fixed, 1, 16))
        .isEqualTo(Bytes.ofHex("8be8f0869b3c0ba97b71863d1b9f7813"));
  }

  @Test
  void theCounterKdfSeparatesLabelsContextsAndLengths() {
    Bytes context = Bytes.ofHex("0102");
    Bytes one = CounterKdf.derive(RFC_4493_KEY, "one", context, 32);
    assertThat(one.length()).isEqualTo(32);
    assertThat(CounterKdf.derive(RFC_4493_KEY, "two", context, 32)).isNotEqualTo(one);
    assertThat(CounterKdf.derive(RFC_4493_KEY, "one", Bytes.ofHex("0103"), 32)).isNotEqualTo(one);
    assertThat(CounterKdf.derive(RFC_4493_KEY, "one", context, 16).hex())
        .isNotEqualTo(one.hex().substring(0, 32));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, CounterKdf.OUTPUT_MAX_BYTES + 1})
  void theCounterKdfRefusesOtherLengths(int length) {
    assertThatThrownBy(() -> CounterKdf.derive(RFC_4493_KEY, "x", Bytes.EMPTY, length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 5869, appendix A.1 to A.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b|000102030405060708090a0b0c"
            + "|f0f1f2f3f4f5f6f7f8f9"
            + "|3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b"
            + "2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f"
            + "|606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788"
            + "898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
            + "|b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8"
            + "d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
            + "|b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271"
            + "cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b|''|''"
            + "|8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
      })
  void hkdfAgreesWithRfc5869(String key, String salt, String info, String output) {
    Bytes expected = Bytes.ofHex(output);
    assertThat(
            Hkdf.derive(Bytes.ofHex(key), Bytes.ofHex(salt), Bytes.ofHex(info), expected.length()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Hkdf.OUTPUT_MAX_BYTES + 1})
  void hkdfRefusesOtherLengths(int length) {
    assertThatThrownBy(() -> Hkdf.derive(RFC_4493_KEY, Bytes.EMPTY, Bytes.EMPTY, length))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
