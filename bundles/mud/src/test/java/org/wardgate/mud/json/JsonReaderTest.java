package org.wardgate.mud.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.mud.MudErrors;

class JsonReaderTest {
  @Test
  void readsEveryKindOfValue() throws Refusal {
    Json json = JsonReader.read(utf8(" {\"a\":[1,-2,\"x\\n\",true,false,null,1.5,{}]} \n"));

    assertThat(json).isInstanceOf(Json.Members.class);
    assertThat(Node.root(json).required("a").entries())
        .extracting(node -> node.json().kind())
        .containsExactly(
            "a whole number",
            "a whole number",
            "a string",
            "true",
            "false",
            "null",
            "a number that is not whole or too large",
            "an object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":}",
        "[1,",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "nul",
        "NaN",
        "01",
        "{} {}",
        "{} x",
        "// c\n{}",
        "\"\n\"",
        "]"
      })
  void refusesWhatIsNotJson(String text) {
    refused(utf8(text), MudErrors.NOT_JSON);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    refused(Bytes.of(new byte[] {'"', (byte) 0xc3, '"'}), MudErrors.NOT_JSON);
    refused(Bytes.of("{}".getBytes(StandardCharsets.UTF_16)), MudErrors.NOT_JSON);
    refused(Bytes.of(new byte[] {0, 1, 2, 3}), MudErrors.NOT_JSON);
  }

  @Test
  void refusesRepeatedKeysAtAnyDepth() {
    refused(utf8("{\"a\":1,\"a\":1}"), MudErrors.DUPLICATE_KEY);
    refused(utf8("[{\"x\":{\"a\":1,\"b\":2,\"\\u0061\":3}}]"), MudErrors.DUPLICATE_KEY);
  }

  @Test
  void nestsToTheLimitAndNoDeeper() throws Refusal {
    assertThat(JsonReader.read(utf8("[".repeat(32) + "]".repeat(32)))).isNotNull();
    refused(utf8("[".repeat(33) + "]".repeat(33)), MudErrors.TOO_DEEP);
    refused(utf8("{\"a\":".repeat(33) + "1" + "}".repeat(33)), MudErrors.TOO_DEEP);
    refused(utf8("[".repeat(500_000)), MudErrors.TOO_DEEP);
  }

  @Test
  void limitsSizeStringsKeysNumbersAndTokens() throws Refusal {
    assertThat(JsonReader.read(utf8("\"" + "x".repeat(21_848) + "\""))).isNotNull();
    refused(utf8("\"" + "x".repeat(21_849 + 8_000) + "\""), MudErrors.TOO_LARGE);
    Node text = Node.root(new Json.Text("x".repeat(4_096)));
    assertThat(text.text()).hasSize(4_096);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Node.root(new Json.Text("x".repeat(4_097))).text())
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.TOO_LARGE));
    refused(utf8("{\"" + "x".repeat(300) + "\":1}"), MudErrors.TOO_LARGE);
    refused(utf8("1".repeat(21)), MudErrors.TOO_LARGE);
    refused(utf8("[" + "1,".repeat(300_000) + "1]"), MudErrors.TOO_MANY_RULES);
    refused(utf8("[" + "{},".repeat(4_096) + "{}]"), MudErrors.TOO_MANY_RULES);
    assertThat(JsonReader.read(utf8("[" + "1,".repeat(4_095) + "1]"))).isNotNull();
    String row = "[" + "1,".repeat(4_000) + "1]";
    refused(utf8("[" + (row + ",").repeat(70) + "1]"), MudErrors.TOO_LARGE);
    refused(utf8(" ".repeat(1 << 20) + "1"), MudErrors.TOO_LARGE);
  }

  @Test
  void numbersBeyondLongAreKeptAsUnusable() throws Refusal {
    assertThat(JsonReader.read(utf8("99999999999999999999"))).isEqualTo(Json.Other.NUMBER);
    assertThat(JsonReader.read(utf8("1e400"))).isEqualTo(Json.Other.NUMBER);
  }

  @Test
  void saysWhere() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> JsonReader.read(utf8("{\"a\":[0,{\"b\":1,\"b\":2}]}")))
        .satisfies(e -> assertThat(e.place()).hasToString("/a[1]/b"));
  }

  private static void refused(Bytes content, ErrorCode code) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> JsonReader.read(content))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
