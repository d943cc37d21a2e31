package org.wardgate.crypto.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborReader;

class DiagnosticTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0|00",
        "-1|20",
        "1000|1903e8",
        "1.5|f93e00",
        "h'01 02'|420102",
        "b64'AQI='|420102",
        "'IETF'|4449455446",
        "\"a\\\"b\"|63612262",
        "[1, 2,]|820102",
        "{1: 2, \"1\": 3}|a20102613103",
        "501({0: 1})|d901f5a10001",
        "18(<<1>>)|d24101",
        "/ one / 1 / two /|01",
        "true|f5",
        "simple(99)|f863",
        "0x10|10",
      })
  void reads(String text, String hex) {
    assertThat(Diagnostic.encode(text)).isEqualTo(Bytes.ofHex(hex.replace(" ", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1", "{1}", "h'0'", "1 2", "TBD1", "{1:2,1:3}", "5(1,2)", "x'00'"})
  void refuses(String text) {
    assertThatThrownBy(() -> Diagnostic.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithTheOtherImplementationsEncodings() throws IOException, CryptoException {
    Path folder = Vectors.path("attestation/corim/veraison-comid/testcases");
    List<Path> sources;
    try (Stream<Path> files = Files.list(folder.resolve("src"))) {
      sources = files.toList();
    }
    assertThat(sources).hasSizeGreaterThan(15);
    CborLimits limits = new CborLimits(65_536, 32, 10_000);
    for (Path source : sources) {
      String name = source.getFileName().toString().replace(".diag", ".cbor");
      Bytes encoded = Bytes.of(Files.readAllBytes(folder.resolve(name)));
      assertThat(Diagnostic.read(Files.readString(source)))
          .as(source.toString())
          .isEqualTo(CborReader.read(encoded, limits));
    }
  }
}
