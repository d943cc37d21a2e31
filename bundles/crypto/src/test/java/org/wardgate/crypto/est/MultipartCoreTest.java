package org.wardgate.crypto.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.est.MultipartCore.Part;
import org.wardgate.crypto.testing.Mutations;

class MultipartCoreTest {
  private static final List<Part> KEY_AND_CERTIFICATE =
      List.of(new Part(284, Bytes.ofHex("3003")), new Part(281, Bytes.ofHex("30020500")));

  @Test
  void writesPairs() throws CryptoException {
    // RFC 9148 A.3 begins like this: an array of four, 284, a byte string
    assertThat(MultipartCore.encode(KEY_AND_CERTIFICATE).hex())
        .isEqualTo("8419011c42300319011944" + "30020500");
    assertThat(MultipartCore.decode(MultipartCore.encode(KEY_AND_CERTIFICATE)))
        .isEqualTo(KEY_AND_CERTIFICATE);
    assertThat(MultipartCore.decode(Bytes.ofHex("80"))).isEmpty();
  }

  @Test
  void leavesOutWhatTheServerCouldNotGive() throws CryptoException {
    assertThat(MultipartCore.decode(Bytes.ofHex("8419011cf6190119" + "4130")))
        .containsExactly(new Part(281, Bytes.ofHex("30")));
  }

  @Test
  void refusesWhatIsNoMultipart() {
    for (String bad :
        List.of(
            "",
            "00",
            "a0",
            "40",
            "8119011c",
            "8319011c4130f6",
            "8219011c6130",
            "82f64130",
            "822001",
            "82204130",
            "821a000100004130",
            "82c119011c4130",
            "8219011c80",
            "9fff",
            "8219011c5f4130ff",
            "821bffffffffffffffff4130")) {
      assertThatThrownBy(() -> MultipartCore.decode(Bytes.ofHex(bad)))
          .as(bad)
          .isInstanceOf(CryptoException.class);
    }
    assertRefused(Reason.TRAILING_DATA, () -> MultipartCore.decode(Bytes.ofHex("8000")));
    assertRefused(
        Reason.TOO_LARGE,
        () -> MultipartCore.decode(Bytes.of(new byte[MultipartCore.SIZE_MAX_BYTES + 1])));
    assertRefused(
        Reason.TOO_LARGE, () -> MultipartCore.decode(Bytes.ofHex("9822" + "0040".repeat(17))));
  }

  @Test
  void takesNoMoreThanItsLimits() {
    assertThatThrownBy(() -> new Part(-1, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Part(0x10000, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    List<Part> many = Collections.nCopies(17, new Part(0, Bytes.EMPTY));
    assertThatThrownBy(() -> MultipartCore.encode(many))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void whatIsWrittenIsRead(
      @ForAll @Size(max = 8) List<@IntRange(max = 0xffff) Integer> formats,
      @ForAll @Size(max = 200) byte[] content)
      throws CryptoException {
    List<Part> parts = formats.stream().map(f -> new Part(f, Bytes.of(content))).toList();
    assertThat(MultipartCore.decode(MultipartCore.encode(parts))).isEqualTo(parts);
  }

  @Property(tries = 500)
  void spoiledInputIsRefusedOrHarmless(@ForAll long seed) {
    Bytes good = MultipartCore.encode(KEY_AND_CERTIFICATE);
    try {
      assertThat(MultipartCore.decode(Mutations.mutate(good, seed)))
          .hasSizeLessThanOrEqualTo(MultipartCore.PARTS_MAX_COUNT);
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 500)
  void noiseIsRefusedOrHarmless(@ForAll @Size(max = 300) byte[] noise) {
    try {
      assertThat(MultipartCore.decode(Bytes.of(noise))).isNotNull();
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }
}
