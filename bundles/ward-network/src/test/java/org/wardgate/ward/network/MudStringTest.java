package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MudStringTest {
  @Test
  void leavesOutWhatIsReserved() {
    assertThat(of("https://a.example/p")).contains("https://a.example/p");
    assertThat(of("https://a.example/p ")).contains("https://a.example/p");
    assertThat(of("https://a.example/p \u0000\u00ff x")).contains("https://a.example/p");
    assertThat(of("https://a.example/" + "x".repeat(237))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " https://a.example/p",
        "http://a.example/p",
        "https:///p",
        "https://",
        "https://a.example/p\u0000",
        "https://a.example/p\n",
        "https://a.example/\u00fc",
        "https://a.example/%",
        "https://a.example/\"}",
        "https://a.example/`$(x)`"
      })
  void whatIsNoHttpsUrlIsNone(String text) {
    assertThat(of(text)).isEmpty();
  }

  @Test
  void whatIsTooLongIsNone() {
    assertThat(of("https://a.example/" + "x".repeat(238))).isEmpty();
    assertThat(of("https://a.example/p " + "x".repeat(236))).isEmpty();
  }

  private static Optional<String> of(String text) {
    return MudString.url(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
