package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.references.store.KeeperFixture.CLASS_ID;
import static org.wardgate.references.store.KeeperFixture.NORVIK;
import static org.wardgate.references.store.KeeperFixture.OTHER;
import static org.wardgate.references.store.KeeperFixture.UEID;
import static org.wardgate.references.store.KeeperFixture.adopted;
import static org.wardgate.references.store.KeeperFixture.device;
import static org.wardgate.references.store.KeeperFixture.refused;
import static org.wardgate.references.store.KeeperFixture.released;
import static org.wardgate.references.store.KeeperFixture.values;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.testing.Maker;

/** Older words do not come back under other names. */
class RollbackTest {
  private final KeeperFixture fixture;
  private ReferenceKeeper keeper;

  RollbackTest(@TempDir Path directory) throws RefusedException {
    fixture = new KeeperFixture(directory);
    keeper = fixture.opened();
  }

  private void withdrawAll() throws RefusedException {
    keeper.present(Set.of());
    for (Offer offer : keeper.offers()) {
      KeeperFixture.adopt(keeper, offer.change());
    }
  }

  @Test
  void corimRollbackUnderAnotherIdIsRefused() throws RefusedException {
    Bytes old = values(NORVIK, "np-200-2025", 1, "0b");
    adopted(keeper, values(NORVIK, "np-200-2026", 9, "b1"));
    refused("WG-REF-0019", () -> keeper.receive(old, Origin.URL));
    keeper = fixture.opened();
    refused("WG-REF-0019", () -> keeper.receive(old, Origin.URL));
    assertThat(released(keeper, "0b")).isFalse();
  }

  @Test
  void corimRollbackUnderAnotherIdIsRefusedAfterAWithdrawal() throws RefusedException {
    adopted(keeper, values(NORVIK, "np-200-2026", 9, "b1"));
    withdrawAll();
    assertThat(keeper.sets()).isEmpty();
    keeper = fixture.opened();
    refused(
        "WG-REF-0019",
        () -> keeper.receive(values(NORVIK, "np-200-2025", 1, "0b"), Origin.DIRECTORY));
    refused(
        "WG-REF-0006",
        () -> keeper.receive(values(NORVIK, "np-200-2026", 8, "0b"), Origin.DIRECTORY));
    adopted(keeper, values(NORVIK, "np-200-2026", 10, "b2"));
    assertThat(released(keeper, "b2")).isTrue();
  }

  @Test
  void whatWasUndecidedWhenTheOtherIdWasAdoptedIsRefused() throws RefusedException {
    Change old = keeper.receive(values(NORVIK, "np-200-2025", 1, "0b"), Origin.URL);
    adopted(keeper, values(NORVIK, "np-200-2026", 9, "b1"));
    assertThat(keeper.candidate(old)).isEmpty();
    refused("WG-REF-0018", () -> keeper.adopt(old));
    assertThat(released(keeper, "0b")).isFalse();
  }

  @Test
  void anOlderTagUnderAnotherCorimIdIsRefused() throws RefusedException {
    adopted(keeper, values(NORVIK, "np-200", 9, "b1"));
    withdrawAll();
    String json = KeeperFixture.valuesJson(NORVIK, "np-200", 8, "0b");
    Bytes renamed =
        MixedVersions.renamed(
            NORVIK, json.replace("1c", "1e").replace("NP-200", "NP-300"), "np-200-x");
    refused("WG-REF-0006", () -> keeper.receive(renamed, Origin.DESK));
  }

  @Test
  void anotherIdMayAddDevicesOfAClassInForce() throws RefusedException {
    adopted(keeper, NORVIK.corim("np-200", 3, "NP-200"));
    adopted(keeper, device(NORVIK, "np-200-b", "77"));
    assertThat(keeper.current().attester("norvik", UEID)).isPresent();
    assertThat(keeper.current().attester("norvik", Bytes.ofHex(Maker.UEID + "77"))).isPresent();
    assertThat(keeper.current().referenceClass("norvik", CLASS_ID).orElseThrow().components())
        .hasSize(3);
  }

  @Test
  void devicesMayComeBeforeTheirClassUnderAnotherId() throws RefusedException {
    adopted(keeper, device(NORVIK, "np-200-b", "77"));
    adopted(keeper, NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(keeper.sets()).hasSize(2);
  }

  @Test
  void anotherMakersIdsDoNotBindAMaker() throws RefusedException {
    adopted(keeper, values(OTHER, "squat", 900, "b1"));
    adopted(keeper, values(NORVIK, "np-200", 1, "b1"));
    assertThat(keeper.sets()).hasSize(2);
  }
}
