package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.references.store.KeeperFixture.CLASS_ID;
import static org.wardgate.references.store.KeeperFixture.NORVIK;
import static org.wardgate.references.store.KeeperFixture.OTHER;
import static org.wardgate.references.store.KeeperFixture.adopted;
import static org.wardgate.references.store.KeeperFixture.refused;
import static org.wardgate.references.store.KeeperFixture.values;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;

/** What is adopted is what was tried. */
class TriedChangeTest {
  private final ReferenceKeeper keeper;

  TriedChangeTest(@TempDir Path directory) throws RefusedException {
    keeper = new KeeperFixture(directory).opened();
  }

  @Test
  void changesTriedAloneAreNotAdoptedTogether() throws RefusedException {
    adopted(keeper, values(NORVIK, "a", 1, "b1"));
    adopted(keeper, values(OTHER, "b", 1, "b1"));
    keeper.present(Set.of());
    List<Change> withdrawals = keeper.offers().stream().map(Offer::change).toList();
    withdrawals.forEach(one -> assertThat(keeper.candidate(one)).isPresent());
    keeper.adopt(withdrawals.get(0));
    refused("WG-REF-0018", () -> keeper.adopt(withdrawals.get(1)));
    assertThat(keeper.sets()).hasSize(1);
    // tried again it may be adopted
    assertThat(keeper.candidate(withdrawals.get(1)).orElseThrow().valuesCount()).isZero();
    keeper.adopt(withdrawals.get(1));
    assertThat(keeper.sets()).isEmpty();
  }

  @Test
  void whatWasNeverTriedIsNotAdopted() throws RefusedException {
    Change change = keeper.receive(values(NORVIK, "a", 1, "b1"), Origin.DESK);
    refused("WG-REF-0018", () -> keeper.adopt(change));
    assertThat(keeper.current().referenceClass("norvik", CLASS_ID)).isEmpty();
    assertThat(keeper.offers()).hasSize(1);
  }

  @Test
  void newOffersAndRefusalsDoNotOutdateATry() throws RefusedException {
    Change change = keeper.receive(values(NORVIK, "a", 1, "b1"), Origin.DESK);
    assertThat(keeper.candidate(change)).isPresent();
    keeper.drop(keeper.receive(values(OTHER, "b", 1, "b1"), Origin.DESK));
    keeper.receive(values(OTHER, "c", 1, "b1"), Origin.DESK);
    keeper.adopt(change);
    assertThat(keeper.sets()).hasSize(1);
  }
}
