package org.wardgate.references.corim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.set.SetBuilder;
import org.wardgate.references.signing.CorimVerifier;
import org.wardgate.references.testing.Maker;

/** Spoilt manifests: nothing but a refusal, or something small, may come of them. */
class CorimProperties {
  private static final Maker MAKER = new Maker("norvik", "Norvik");
  private static final Bytes SIGNED = MAKER.corim("np-200", 3, "NP-200");
  private static final Bytes UNSIGNED = unsigned();

  private static Bytes unsigned() {
    try {
      return SignedCorim.read(SIGNED).payload();
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 3_000)
  void aSpoiltManifestIsRefusedOrSmall(@ForAll long seed) {
    Bytes spoilt = Mutations.mutate(UNSIGNED, seed);
    try {
      ReferenceSet set = new SetBuilder(CorimReader.read(spoilt)).build("norvik");
      assertThat(set.valuesCount()).isLessThan(16);
    } catch (RefusedException e) {
      assertThat(e.problem().code()).startsWith("WG-REF-");
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }

  @Property(tries = 1_000)
  void aSpoiltSignedManifestIsNeverAcceptedAsSomethingElse(@ForAll long seed)
      throws RefusedException {
    Bytes spoilt = Mutations.mutate(SIGNED, seed);
    try {
      ReferenceSet set =
          CorimVerifier.verify(spoilt, Maker.inventory(1, MAKER.manufacturer()), TestPki.NOW);
      // the certificates in the open header may change, what is signed may not
      assertThat(SignedCorim.read(spoilt).payload()).isEqualTo(UNSIGNED);
      assertThat(set.id()).isEqualTo("norvik/np-200");
    } catch (RefusedException e) {
      assertThat(List.of(e.problem().code().split("-", -1)).get(1)).isEqualTo("REF");
    }
  }
}
