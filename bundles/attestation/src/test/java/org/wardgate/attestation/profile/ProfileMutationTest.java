package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Whatever becomes of a profile's text: refused or applied, never a crash, never a gift. */
class ProfileMutationTest {
  private static final byte[] GOOD = BuiltInProfile.get().text().toArray();

  private static final VerifiedEvidence UNKNOWN_FIRMWARE =
      Sample.evidence(List.of(Sample.measured("BL", Bytes.ofHex("66".repeat(32)))), Map.of());

  @Property(tries = 3_000)
  void mutatedProfilesAreRefusedOrTotal(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 100_000) Integer> places,
      @ForAll @IntRange(max = 255) int value) {
    byte[] mutated = GOOD.clone();
    for (int place : places) {
      mutated[place % mutated.length] = (byte) value;
    }
    apply(Bytes.of(mutated));
  }

  @Property(tries = 500)
  void cutProfilesAreRefused(@ForAll @IntRange(max = 100_000) int length) {
    byte[] cut = java.util.Arrays.copyOf(GOOD, length % (GOOD.length - 2));
    try {
      ProfileReader.read(Bytes.of(cut));
      throw new AssertionError("a cut profile was read");
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0001");
    }
  }

  @Property(tries = 500)
  void randomBytesAreRefused(@ForAll byte[] content) {
    apply(Bytes.of(content));
  }

  private static void apply(Bytes content) {
    ProtectionProfile profile;
    try {
      profile = ProfileReader.read(content);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0001");
      assertThat(e.detail()).startsWith("$");
      return;
    }
    Appraisal unknown =
        AppraisalEngine.appraise(UNKNOWN_FIRMWARE, Sample.references(Sample.CLASS), profile);
    assertThat(unknown.tier() == Tier.AFFIRMING).isEqualTo(unknown.problem().isEmpty());
  }
}
