package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.references.store.KeeperFixture.CLASS_ID;
import static org.wardgate.references.store.KeeperFixture.NORVIK;
import static org.wardgate.references.store.KeeperFixture.OTHER;
import static org.wardgate.references.store.KeeperFixture.UEID;
import static org.wardgate.references.store.KeeperFixture.adopted;
import static org.wardgate.references.store.KeeperFixture.device;
import static org.wardgate.references.store.KeeperFixture.refused;
import static org.wardgate.references.store.KeeperFixture.values;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;

/** No manufacturer stands in another's way. */
class ManufacturersTest {
  private static final int PENDING_MAX_COUNT = 8;

  private final ReferenceKeeper keeper;

  ManufacturersTest(@TempDir Path directory) throws RefusedException {
    keeper = new KeeperFixture(directory).opened();
  }

  @Test
  void anotherVendorsClaimOfTheSameIdentitiesDoesNotBlock() throws RefusedException {
    adopted(keeper, OTHER.corim("squat", 1, "OX-1"));
    adopted(keeper, NORVIK.corim("np-200", 1, "NP-200"));
    References current = keeper.current();
    for (String maker : new String[] {"norvik", "other"}) {
      assertThat(current.attester(maker, UEID).orElseThrow().manufacturerId()).isEqualTo(maker);
      assertThat(current.referenceClass(maker, CLASS_ID).orElseThrow().manufacturerId())
          .isEqualTo(maker);
    }
    assertThat(current.attester("third", UEID)).isEmpty();
    assertThat(current.referenceClass("third", CLASS_ID)).isEmpty();
    assertThat(current.attester(UEID)).isPresent();
    assertThat(current.referenceClass(CLASS_ID)).isPresent();
  }

  @Test
  void oneManufacturersFilesStillContradictEachOther() throws RefusedException {
    adopted(keeper, device(NORVIK, "a", "77"));
    refused("WG-REF-0009", () -> keeper.receive(device(NORVIK, "b", "77"), Origin.DESK));
  }

  @Test
  void anotherVendorsUndecidedFilesTakeNoRoom() throws RefusedException {
    for (int i = 0; i < PENDING_MAX_COUNT; i++) {
      keeper.receive(device(OTHER, "fill-" + i, "0" + i), Origin.URL);
    }
    refused("WG-REF-0010", () -> keeper.receive(device(OTHER, "one-more", "55"), Origin.URL));
    adopted(keeper, NORVIK.corim("np-200", 1, "NP-200"));
    assertThat(keeper.sets()).hasSize(1);
  }

  @Test
  void decidingAgainstAFileMakesRoom() throws RefusedException {
    Change first = keeper.receive(device(OTHER, "fill-0", "00"), Origin.URL);
    for (int i = 1; i < PENDING_MAX_COUNT; i++) {
      keeper.receive(device(OTHER, "fill-" + i, "0" + i), Origin.URL);
    }
    keeper.drop(first);
    keeper.receive(device(OTHER, "one-more", "55"), Origin.URL);
    assertThat(keeper.offers()).hasSize(PENDING_MAX_COUNT);
  }

  @Test
  void setsEverAreBoundedForEachManufacturer() throws RefusedException {
    for (int i = 0; i < 256; i++) {
      keeper.drop(keeper.receive(values(OTHER, "fill-" + i, 1, "c1"), Origin.URL));
    }
    refused("WG-REF-0010", () -> keeper.receive(values(OTHER, "more", 1, "c1"), Origin.URL));
    adopted(keeper, values(NORVIK, "np-200", 1, "b1"));
  }
}
