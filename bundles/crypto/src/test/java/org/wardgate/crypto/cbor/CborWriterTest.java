package org.wardgate.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CborWriterTest {
  // RFC 8949 §4.2.1: keys in the bytewise order of their encodings
  @Test
  void sortsKeysBytewise() {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborSimple.FALSE, CborInt.of(0));
    entries.put(CborArray.of(CborInt.of(-1)), CborInt.of(0));
    entries.put(new CborText("aa"), CborInt.of(0));
    entries.put(new CborText("z"), CborInt.of(0));
    entries.put(CborInt.of(-1), CborInt.of(0));
    entries.put(CborInt.of(100), CborInt.of(0));
    entries.put(CborInt.of(10), CborInt.of(0));
    assertThat(CborWriter.write(new CborMap(entries)).hex())
        .isEqualTo("a7" + "0a00" + "186400" + "2000" + "617a00" + "62616100" + "812000" + "f400");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, f90000",
    "-0.0, f98000",
    "1.5, f93e00",
    "65504.0, f97bff",
    "5.960464477539063e-8, f90001",
    "0.00006103515625, f90400",
    "-4.0, f9c400",
    "100000.0, fa47c35000",
    "65536.0, fa47800000",
    "3.4028234663852886e+38, fa7f7fffff",
    "2.9802322387695312e-8, fa33000000",
    "1.1, fb3ff199999999999a",
    "1.0e+300, fb7e37e43c8800759c",
    "Infinity, f97c00",
    "-Infinity, f9fc00",
    "NaN, f97e00"
  })
  void writesTheShortestFloat(double value, String hex) {
    assertThat(CborWriter.write(new CborFloat(value)).hex()).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "23, 17",
    "24, 1818",
    "255, 18ff",
    "256, 190100",
    "65535, 19ffff",
    "65536, 1a00010000",
    "4294967295, 1affffffff",
    "4294967296, 1b0000000100000000",
    "-24, 37",
    "-25, 3818",
    "-9223372036854775808, 3b7fffffffffffffff"
  })
  void writesTheShortestInteger(long value, String hex) {
    assertThat(CborWriter.write(CborInt.of(value)).hex()).isEqualTo(hex);
  }
}
