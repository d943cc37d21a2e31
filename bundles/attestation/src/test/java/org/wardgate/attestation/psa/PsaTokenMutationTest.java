package org.wardgate.attestation.psa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;

/** Whatever is changed: a finding that does not affirm, and never an exception. */
class PsaTokenMutationTest {
  private static final Bytes GOOD = new PsaTokenBuilder().sign(Attester.KEY.getPrivate());
  private static final Bytes PAYLOAD = new PsaTokenBuilder().payload();

  @Property(tries = 1_000)
  void flippedBitsAreNeverAffirmed(@ForAll @Size(min = 1, max = 4) int[] positions) {
    byte[] token = GOOD.toArray();
    for (int position : positions) {
      int bit = Math.floorMod(position, token.length * 8);
      token[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertNotAffirmedUnlessSame(token);
  }

  @Property(tries = 500)
  void splicedBytesAreNeverAffirmed(
      @ForAll @IntRange(max = 400) int at,
      @ForAll @IntRange(max = 20) int removed,
      @ForAll @Size(max = 20) byte[] inserted) {
    byte[] token = GOOD.toArray();
    int from = Math.min(at, token.length);
    int to = Math.min(from + removed, token.length);
    byte[] spliced = Arrays.copyOf(token, from + inserted.length + token.length - to);
    System.arraycopy(inserted, 0, spliced, from, inserted.length);
    System.arraycopy(token, to, spliced, from + inserted.length, token.length - to);
    assertNotAffirmedUnlessSame(spliced);
  }

  @Property(tries = 1_000)
  void noiseIsNeverAffirmed(@ForAll @Size(max = 600) byte[] noise) {
    assertNotAffirmedUnlessSame(noise);
  }

  /** Here the device itself signs nonsense, so that the readers of claims see it too. */
  @Property(tries = 500)
  void signedNonsenseNeverThrows(@ForAll @IntRange(max = 400) int at, @ForAll byte to) {
    byte[] payload = PAYLOAD.toArray();
    payload[at % payload.length] = to;
    Bytes token =
        CoseSigner.sign1(Bytes.of(payload), Attester.KEY.getPrivate(), CoseAlgorithms.ES256);
    assertThat(Attester.appraise(token).tier()).isNotNull();
  }

  private static void assertNotAffirmedUnlessSame(byte[] token) {
    if (!Arrays.equals(token, GOOD.toArray())) {
      assertThat(Attester.appraise(Bytes.of(token)).tier()).isNotEqualTo(Tier.AFFIRMING);
    }
  }
}
