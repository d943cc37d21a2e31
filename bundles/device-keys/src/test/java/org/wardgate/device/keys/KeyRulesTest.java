package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;

class KeyRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00112233445566778899aabbccddee",
        "00000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0123456789abcdef0123456789abcdef",
        "deadbeefdeadbeefdeadbeefdeadbeef",
        "7f3a917f3a917f3a917f3a917f3a917f3a91",
        "000102030405060708090a0b0c0d0e0f",
        "0f0e0d0c0b0a09080706050403020100",
        "00030609 0c0f1215 181b1e21 24272a2d",
        "01020304050607010203040506070101",
        // hospital-sensor1
        "686f73706974616c2d73656e736f7231"
      })
  void refusesKeysThatCanBeGuessed(String hex) {
    assertThat(KeyRules.weakness(Bytes.ofHex(hex.replace(" ", "")))).isPresent();
  }

  @Property
  void refusesEveryKeyThatIsTooShort(@ForAll @Size(max = 15) byte[] key) {
    assertThat(KeyRules.weakness(Bytes.of(key))).isPresent();
  }

  @Property
  void refusesEveryKeyThatIsTooLong(@ForAll @Size(min = 65, max = 200) byte[] key) {
    assertThat(KeyRules.weakness(Bytes.of(key))).isPresent();
  }

  @Property
  void takesRandomKeys(@ForAll @IntRange(min = 20, max = 64) int length, @ForAll long seed) {
    byte[] key = new byte[length];
    new Random(seed).nextBytes(key);
    assertThat(KeyRules.weakness(Bytes.of(key))).isEmpty();
  }

  @Property
  void neverRepeatsTheKeyInWhatItSays(@ForAll @Size(min = 4, max = 40) byte[] key) {
    assertThat(KeyRules.weakness(Bytes.of(key)).orElse("")).doesNotContain(Bytes.of(key).hex());
  }
}
