package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.device.keys.TestGateway.text;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

class KeyLabelTest {
  private static final KeyLabel LABEL =
      new KeyLabel("acme", "SN-7", text("sensor-7"), TestGateway.key(7));

  /** RFC 9285 §4.3. */
  @ParameterizedTest
  @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
  void base45AgreesWithRfc9285(String plain, String encoded) {
    assertThat(Base45.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    assertThat(Base45.decode(encoded)).contains(plain.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "GGW", "::", ":::", "ab", "BB8B", "B_8", "Ä88"})
  void base45RefusesWhatItNeverWrites(String text) {
    assertThat(Base45.decode(text)).isEmpty();
  }

  @Property
  void base45IsReversible(@ForAll @Size(max = 80) byte[] bytes) {
    assertThat(Base45.decode(Base45.encode(bytes))).contains(bytes);
  }

  @Provide
  Arbitrary<KeyLabel> labels() {
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(64);
    Arbitrary<byte[]> identities =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(128);
    Arbitrary<byte[]> keys = Arbitraries.bytes().array(byte[].class).ofMinSize(16).ofMaxSize(64);
    return Combinators.combine(names, names, identities, keys)
        .as((maker, serial, id, key) -> new KeyLabel(maker, serial, Bytes.of(id), Bytes.of(key)));
  }

  @Property
  void everyLabelIsReadAsItWasWritten(@ForAll("labels") KeyLabel label) throws RefusedException {
    assertThat(label.text()).startsWith("WG1:").hasSizeLessThanOrEqualTo(500);
    assertThat(KeyLabel.parse(label.text())).isEqualTo(label);
  }

  @Property
  void noMisreadLabelIsTaken(
      @ForAll("labels") KeyLabel label, @ForAll @IntRange(max = 499) int at, @ForAll char to) {
    char[] text = label.text().toCharArray();
    int position = at % text.length;
    if (text[position] != to) {
      text[position] = to;
      assertRefused(new String(text));
    }
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll @StringLength(max = 600) String text) {
    assertRefused(text);
    assertRefused("WG1:" + text);
  }

  @Property
  void noPartOfALabelIsTaken(
      @ForAll("labels") KeyLabel label, @ForAll @IntRange(max = 499) int at) {
    String text = label.text();
    assertRefused(text.substring(0, at % text.length()));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> KeyLabel.parse(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).isEqualTo(OnboardingErrors.BAD_KEY_DELIVERY));
  }

  @Test
  void aLabelNeverShowsItsKey() {
    assertThat(LABEL.toString()).doesNotContain(LABEL.key().hex());
  }

  @Test
  void anotherVersionIsRefused() {
    assertRefused("WG2:" + LABEL.text().substring(4));
    assertRefused(LABEL.text().toLowerCase(java.util.Locale.ROOT));
  }
}
