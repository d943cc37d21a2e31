package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Whatever is handed in is verified or refused; nothing else comes out. */
class HandoverProperties {
  private static final TwoWards WARDS = new TwoWards(Path.of("/nonexistent"));
  private static final Bytes DOCUMENT = WARDS.document();

  @Property(tries = 500)
  void spoiledDocumentsAreRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] spoiled = DOCUMENT.toArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt();
    }
    try {
      HandoverDocument.verify(Bytes.of(spoiled), WARDS.inventory, WARDS.now);
      assertThat(Bytes.of(spoiled)).isEqualTo(DOCUMENT);
    } catch (RefusedException e) {
      assertThat(e.errorCode()).isEqualTo(OnboardingErrors.BAD_HANDOVER);
    }
  }

  @Property(tries = 500)
  void anyBytesAreRefused(@ForAll byte[] bytes) {
    try {
      HandoverDocument.verify(Bytes.of(bytes), WARDS.inventory, WARDS.now);
      assertThat(bytes).isNull();
    } catch (RefusedException e) {
      assertThat(e.errorCode()).isEqualTo(OnboardingErrors.BAD_HANDOVER);
    }
  }
}
