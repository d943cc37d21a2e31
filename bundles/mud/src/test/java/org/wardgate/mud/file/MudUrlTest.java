package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;

class MudUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://mud.example.com/pump,mud.example.com",
    "https://MUD.Example.com/pump,mud.example.com",
    "https://mud.example.com:443/pump,mud.example.com",
    "https://mud.example.com:8443/pump?v=1,mud.example.com:8443",
    "https://mud.example.com,mud.example.com",
    "https://192.0.2.1/x,192.0.2.1",
  })
  void knowsItsAuthority(String text, String authority) throws RefusedException {
    assertThat(MudUrl.of(text).authority()).isEqualTo(authority);
    assertThat(MudUrl.of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "http://mud.example.com/",
        "HTTPS://mud.example.com/",
        "ftp://mud.example.com/",
        "file:///etc/passwd",
        "https:mud.example.com",
        "https:///pump",
        "https://user@mud.example.com/",
        "https://user:secret@mud.example.com/",
        "https://mud.example.com/#x",
        "https://mud.example.com:0/",
        "https://mud.example.com:65536/",
        "https://mud.example.com:99999999999/",
        "https://mud.example.com:x/",
        "https://mud_example.com/",
        "https://-mud.example.com/",
        "https://[::1]/",
        "https://mud.example.com/a/../b",
        "https://mud.example.com/%2e%2E/b",
        "https://mud.example.com/./b",
        "https://mud.example.com/a b",
        "https://mud.example.com/a\nHost: x",
        "https://mud.example.com/\"",
        "https://mud.example.com/é",
        "https://mud.example.com/%zz",
        "https://mud.example.com\\@evil.example/",
        "//mud.example.com/x",
        "javascript:alert(1)"
      })
  void refusesEverythingElse(String text) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> MudUrl.of(text))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.BAD_MUD_URL));
  }

  @Test
  void hasALongestLength() throws RefusedException {
    String base = "https://mud.example.com/";
    String longest = base + "x".repeat(255 - base.length());
    assertThat(MudUrl.of(longest).text()).hasSize(255);
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> MudUrl.of(longest + "x"));
  }
}
