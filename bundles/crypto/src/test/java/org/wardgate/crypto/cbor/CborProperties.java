package org.wardgate.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.testing.Mutations;

class CborProperties {
  private static final CborLimits LIMITS = new CborLimits(65_536, 16, 4096);
  private static final int DEPTH = 4;

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsRead(@ForAll("values") CborValue value) throws CryptoException {
    Bytes encoded = CborWriter.write(value);
    CborValue read = CborReader.read(encoded, LIMITS);
    assertThat(read).isEqualTo(value);
    assertThat(CborWriter.write(read)).isEqualTo(encoded);
  }

  @Property(tries = 500)
  void randomBytesNeverCrash(@ForAll byte[] bytes) {
    readOrRefuse(Bytes.of(bytes));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void spoiledEncodingsNeverCrash(@ForAll("values") CborValue value, @ForAll long seed) {
    readOrRefuse(Mutations.mutate(CborWriter.write(value), seed));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void cutEncodingsAreRefused(@ForAll("values") CborValue value, @ForAll double part) {
    Bytes encoded = CborWriter.write(value);
    int length = (int) (Math.abs(part % 1.0) * encoded.length());
    byte[] cut = Arrays.copyOf(encoded.toArray(), length);
    assertThat(readOrRefuse(Bytes.of(cut))).isFalse();
  }

  /** Whether it was read; what is read again after writing must be the same. */
  private static boolean readOrRefuse(Bytes encoded) {
    try {
      CborValue value = CborReader.read(encoded, LIMITS);
      assertThat(CborReader.read(CborWriter.write(value), LIMITS)).isEqualTo(value);
      return true;
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
      return false;
    }
  }

  @Provide
  Arbitrary<CborValue> values() {
    return nested(DEPTH);
  }

  private static Arbitrary<CborValue> nested(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<CborValue> inner = nested(depth - 1);
    // tags with a meaning that the library checks are left out
    Arbitrary<Long> tags = Arbitraries.longs().between(60_000, Long.MAX_VALUE);
    return Arbitraries.oneOf(
        scalars(),
        inner.list().ofMaxSize(3).map(CborArray::new),
        Arbitraries.maps(scalars(), inner).ofMaxSize(3).map(CborMap::new),
        Combinators.combine(tags, inner).as(CborTag::new));
  }

  private static Arbitrary<CborValue> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers()
            .between(
                BigInteger.TWO.pow(64).negate(), BigInteger.TWO.pow(64).subtract(BigInteger.ONE))
            .map(CborInt::new),
        Arbitraries.integers().between(-30, 30).map(CborInt::of),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(b -> new CborBytes(Bytes.of(b))),
        Arbitraries.strings().ascii().ofMaxLength(30).map(CborText::new),
        Arbitraries.of(CborSimple.FALSE, CborSimple.TRUE, CborSimple.NULL, CborSimple.UNDEFINED),
        Arbitraries.integers().between(32, 255).map(CborSimple::new),
        Arbitraries.doubles().map(CborFloat::new),
        Arbitraries.floats().map(value -> new CborFloat(value)));
  }
}
