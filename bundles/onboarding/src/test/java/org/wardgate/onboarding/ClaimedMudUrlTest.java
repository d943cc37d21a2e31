package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;

class ClaimedMudUrlTest {
  @Test
  void takesAnHttpsUrl() {
    assertThat(of("https://acme.example/pump.json")).contains("https://acme.example/pump.json");
    assertThat(of("HTTPS://acme.example/")).isPresent();
    assertThat(of("https://a.example/" + "x".repeat(237))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme.example",
        "http://acme.example/p",
        "https:///p",
        "https://acme.example/a b",
        "https://acme.example/p\n",
        " https://acme.example/p",
        "https://acme.example/p\u0000",
        "https://acme.example/ü",
        "https://acme.example/%zz",
        "https://acme.example/\"$(reboot)\"",
        "urn:x"
      })
  void takesNothingElse(String text) {
    assertThat(of(text)).isEmpty();
  }

  @Test
  void takesNoLongOne() {
    assertThat(of("https://a.example/" + "x".repeat(238))).isEmpty();
    assertThat(ClaimedMudUrl.of(Bytes.of(new byte[100_000]))).isEmpty();
  }

  @Property(tries = 500)
  void whatIsTakenIsPrintable(@ForAll @Size(max = 300) byte[] bytes) {
    ClaimedMudUrl.of(Bytes.of(bytes)).ifPresent(url -> assertThat(url).matches("[!-~]{1,255}"));
  }

  private static java.util.Optional<String> of(String text) {
    return ClaimedMudUrl.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
