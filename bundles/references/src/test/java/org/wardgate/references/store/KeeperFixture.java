package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.testing.Maker;

/** A keeper of a ward with devices of two makers. */
final class KeeperFixture {
  static final Maker NORVIK = new Maker("norvik", "Norvik");
  static final Maker OTHER = new Maker("other", "Other");
  static final Bytes UEID = Bytes.ofHex(Maker.UEID + "00");
  static final String CLASS_ID = "impl:" + Maker.IMPLEMENTATION;

  private final Path directory;
  private final InventorySnapshot inventory =
      Maker.inventory(1, NORVIK.manufacturer(), OTHER.manufacturer());

  KeeperFixture(Path directory) {
    this.directory = directory;
  }

  /** One that was not opened yet. */
  ReferenceKeeper closed() {
    InstantSource time = () -> TestPki.NOW;
    return new ReferenceKeeper(directory, () -> inventory, time.withZone(ZoneOffset.UTC));
  }

  ReferenceKeeper opened() throws RefusedException {
    ReferenceKeeper keeper = closed();
    assertThat(keeper.open()).isEmpty();
    return keeper;
  }

  static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessageContaining(code);
  }

  /** Brought, tried, and adopted. */
  static Change adopted(ReferenceKeeper keeper, Bytes corim) throws RefusedException {
    Change change = keeper.receive(corim, Origin.DIRECTORY);
    adopt(keeper, change);
    return change;
  }

  static void adopt(ReferenceKeeper keeper, Change change) throws RefusedException {
    keeper.candidate(change);
    keeper.adopt(change);
  }

  /** Values of a class without devices; the boot loader's digest repeats an octet. */
  static Bytes values(Maker maker, String id, long version, String octet) {
    return maker.sign(valuesJson(maker, id, version, octet));
  }

  static String valuesJson(Maker maker, String id, long version, String octet) {
    return maker
        .json(id, version, "NP-200")
        .replaceAll("\"attesters\":\\[\\{[^]]*\\}\\],", "")
        .replace("b1".repeat(32), octet.repeat(32));
  }

  /** A device of the class without values. */
  static Bytes device(Maker maker, String id, String ueidEnd) {
    return maker.sign(
        maker
            .json(id, 1, "NP-200", ueidEnd, "SN-" + ueidEnd)
            .replaceAll("\"components\":.*", "\"components\":[]}"));
  }

  static boolean released(ReferenceKeeper keeper, String octet) {
    return keeper.current().referenceClass("norvik", CLASS_ID).stream()
        .flatMap(one -> one.components().stream())
        .anyMatch(component -> component.lists(Bytes.ofHex(octet.repeat(32))));
  }
}
