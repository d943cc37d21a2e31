package org.wardgate.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

class CborReaderTest {
  private static final CborLimits LIMITS = new CborLimits(1024, 8, 64);

  private static CborValue read(String hex) throws CryptoException {
    return CborReader.read(Bytes.ofHex(hex), LIMITS);
  }

  // values of RFC 8949 Appendix A
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "17, 23",
    "1818, 24",
    "1903e8, 1000",
    "1b000000e8d4a51000, 1000000000000",
    "1bffffffffffffffff, 18446744073709551615",
    "20, -1",
    "3903e7, -1000",
    "3bffffffffffffffff, -18446744073709551616"
  })
  void readsIntegersOfAllWidths(String hex, BigInteger value) throws CryptoException {
    assertThat(read(hex)).isEqualTo(new CborInt(value));
  }

  // RFC 9783 §4: tokens may be serialised with longer heads than need be
  @ParameterizedTest
  @ValueSource(strings = {"1801", "190001", "1a00000001", "1b0000000000000001"})
  void acceptsIntegersLongerThanNeedBe(String hex) throws CryptoException {
    assertThat(read(hex)).isEqualTo(CborInt.of(1));
  }

  @ParameterizedTest
  @CsvSource({
    "f90000, 0.0",
    "f93c00, 1.0",
    "f97bff, 65504.0",
    "f90001, 5.960464477539063e-8",
    "fa47c35000, 100000.0",
    "fb3ff199999999999a, 1.1",
    "f97c00, Infinity",
    "f9fc00, -Infinity",
    "f97e00, NaN"
  })
  void readsFloatsOfAllWidths(String hex, double value) throws CryptoException {
    assertThat(read(hex)).isEqualTo(new CborFloat(value));
  }

  @Test
  void readsStringsArraysMapsTagsAndSimpleValues() throws CryptoException {
    assertThat(read("4401020304")).isEqualTo(new CborBytes(Bytes.ofHex("01020304")));
    assertThat(read("62c3bc")).isEqualTo(new CborText("\u00fc"));
    assertThat(read("83010203"))
        .isEqualTo(CborArray.of(CborInt.of(1), CborInt.of(2), CborInt.of(3)));
    assertThat(read("d2d11801")).isEqualTo(new CborTag(18, new CborTag(17, CborInt.of(1))));
    assertThat(read("f4")).isEqualTo(CborSimple.FALSE);
    assertThat(read("f5")).isEqualTo(CborSimple.TRUE);
    assertThat(read("f6")).isEqualTo(CborSimple.NULL);
    assertThat(read("f7")).isEqualTo(CborSimple.UNDEFINED);
    assertThat(read("f0")).isEqualTo(new CborSimple(16));
    assertThat(read("f8ff")).isEqualTo(new CborSimple(255));
  }

  @Test
  void keepsBignumsAsTaggedBytes() throws CryptoException {
    assertThat(read("c249010000000000000000"))
        .isEqualTo(new CborTag(2, new CborBytes(Bytes.ofHex("010000000000000000"))));
  }

  @Test
  void tellsKeyOneFromKeyTextOne() throws CryptoException {
    // {1: 2, "1": 3, -1: 4}
    CborMap map = (CborMap) read("a3010261310320" + "04");
    assertThat(map.get(1)).contains(CborInt.of(2));
    assertThat(map.get("1")).contains(CborInt.of(3));
    assertThat(map.get(-1)).contains(CborInt.of(4));
    assertThat(map.get(3)).isEmpty();
  }

  @Test
  void keepsTheOrderOfEntries() throws CryptoException {
    CborMap map = (CborMap) read("a3030102020103");
    assertThat(map.entries().keySet()).containsExactly(CborInt.of(3), CborInt.of(2), CborInt.of(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a201020103", // 1 twice
        "a20102180103", // 1 and 1 with a longer head
        "a261610161610a", // "a" twice
        "81a201020103", // inside an array
        "a101a201020103", // inside a map
        "d2a201020103" // inside a tag
      })
  void refusesDuplicateKeys(String hex) {
    assertRefused(Reason.DUPLICATE_KEY, () -> read(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5f4101ff", "7f6161ff", "9f01ff", "bf0102ff", "819f01ff", "a1015f4101ff"})
  void refusesIndefiniteLengths(String hex) {
    assertRefused(Reason.INDEFINITE_LENGTH, () -> read(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "18", // head cut off
        "1a000000",
        "1c", // reserved
        "1d",
        "1e",
        "3f", // indefinite integer
        "ff", // break alone
        "df01",
        "41", // string cut off
        "58ff00",
        "5bffffffffffffffff", // longer than any array
        "5b7fffffffffffffff",
        "82", // array cut off
        "9bffffffffffffffff",
        "9b7fffffffffffffff",
        "9a7fffffff00",
        "a1", // map cut off
        "a101",
        "bbffffffffffffffff",
        "bb7fffffffffffffff01",
        "c1", // tag of nothing
        "f800", // simple value in the wrong form
        "f818",
        "f81f",
        "62c328", // not UTF-8
        "63eda080", // a surrogate
        "61ff",
        "db8000000000000000" + "01" // tag above 2^63
      })
  void refusesWhatIsNoCbor(String hex) {
    assertRefused(Reason.MALFORMED, () -> read(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000", "8000", "a000", "f6f6", "4100ff"})
  void refusesTrailingData(String hex) {
    assertRefused(Reason.TRAILING_DATA, () -> read(hex));
  }

  @Test
  void refusesWhatIsTooDeep() throws CryptoException {
    assertThat(read("81".repeat(8) + "00")).isInstanceOf(CborArray.class);
    assertRefused(Reason.TOO_DEEP, () -> read("81".repeat(9) + "00"));
    assertRefused(Reason.TOO_DEEP, () -> read("c1".repeat(9) + "00"));
    assertRefused(Reason.TOO_DEEP, () -> read("a101".repeat(9) + "00"));
    assertRefused(Reason.TOO_DEEP, () -> read("81".repeat(1000) + "00"));
  }

  @Test
  void refusesWhatIsTooLarge() throws CryptoException {
    assertThat(read("5903fd" + "00".repeat(1021))).isInstanceOf(CborBytes.class);
    assertRefused(Reason.TOO_LARGE, () -> read("5903fe" + "00".repeat(1022)));
  }

  @Test
  void refusesTooManyItems() throws CryptoException {
    assertThat(read("983f" + "00".repeat(63))).isInstanceOf(CborArray.class);
    assertRefused(Reason.TOO_LARGE, () -> read("9840" + "00".repeat(64)));
  }

  @Test
  void integersThatDoNotFitSaySo() throws CryptoException {
    CborInt largest = (CborInt) read("1bffffffffffffffff");
    assertThat(largest.fitsLong()).isFalse();
    assertThatThrownBy(largest::asLong).isInstanceOf(ArithmeticException.class);
    assertThat(((CborInt) read("1b7fffffffffffffff")).fitsLong()).isTrue();
    assertThat(((CborInt) read("3b7fffffffffffffff")).asLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(((CborInt) read("3b8000000000000000")).fitsLong()).isFalse();
  }

  @Test
  void refusesImpossibleLimitsAndValues() {
    assertThatThrownBy(() -> new CborLimits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborLimits(1, 65, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborLimits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborSimple(24)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborSimple(256)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborTag(-1, CborSimple.NULL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CborInt(BigInteger.TWO.pow(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mapsAreCopied() {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborInt.of(1), CborSimple.TRUE);
    CborMap map = new CborMap(entries);
    entries.clear();
    assertThat(map.get(1)).contains(CborSimple.TRUE);
    assertThatThrownBy(() -> map.entries().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
