package org.wardgate.attestation.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;

class CoseShapeTest {
  @ParameterizedTest
  @CsvSource({
    "d28443a10126a0, SIGNED",
    "d83dd28443a10126a0, SIGNED",
    "d28443a10126a1182141aa, SIGNED_WITH_CHAIN",
    "d28447a20126182141aaa0, SIGNED_WITH_CHAIN",
    "d28443a10126a1044121, SIGNED",
    "d28443a10126a104421821, SIGNED",
    "d18443a10105a0, AUTHENTICATED",
    "d08443a10126a0, OTHER",
    "a0, OTHER",
    "d2, OTHER",
    "d283, OTHER",
    "d2845bffffffffffffffff, OTHER",
    "d28443a10126bb00000000ffffffff, SIGNED"
  })
  void isSeenAtAGlance(String hex, CoseShape.Kind kind) {
    assertThat(CoseShape.of(Bytes.ofHex(hex))).isEqualTo(kind);
  }

  @Property(tries = 2_000)
  void noiseIsNoTrouble(@ForAll @Size(max = 200) byte[] noise) {
    assertThat(CoseShape.of(Bytes.of(noise))).isNotNull();
  }
}
