package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.references.store.KeeperFixture.NORVIK;
import static org.wardgate.references.store.KeeperFixture.UEID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;

/** The good file at hand repairs the damaged copy. */
class DamagedCopyTest {
  private final Path directory;
  private final KeeperFixture fixture;
  private final Bytes corim = NORVIK.corim("np-200", 1, "NP-200");

  DamagedCopyTest(@TempDir Path directory) {
    this.directory = directory;
    fixture = new KeeperFixture(directory);
  }

  private ReferenceKeeper damaged() throws RefusedException, IOException {
    Files.write(directory.resolve(corim.sha256().hex() + ".corim"), new byte[] {0});
    ReferenceKeeper again = fixture.closed();
    assertThat(again.open()).hasSize(1);
    return again;
  }

  @Test
  void aDamagedCopyOfWhatIsInForceIsRepaired() throws RefusedException, IOException {
    KeeperFixture.adopted(fixture.opened(), corim);
    ReferenceKeeper again = damaged();
    assertThat(again.current().valuesCount()).isZero();
    again.receive(corim, Origin.DIRECTORY);
    assertThat(again.current().attester("norvik", UEID)).isPresent();
    assertThat(again.offers()).isEmpty();
    assertThat(fixture.opened().current().attester("norvik", UEID)).isPresent();
  }

  @Test
  void aDamagedCopyOfWhatIsUndecidedIsRepaired() throws RefusedException, IOException {
    Change change = fixture.opened().receive(corim, Origin.URL);
    ReferenceKeeper again = damaged();
    assertThat(again.offers()).isEmpty();
    assertThat(again.receive(corim, Origin.URL)).isEqualTo(change);
    assertThat(again.offers()).hasSize(1);
    KeeperFixture.adopt(again, change);
    assertThat(fixture.opened().current().attester("norvik", UEID)).isPresent();
  }

  @Test
  void anotherFileDoesNotTakeTheDamagedOnesPlace() throws RefusedException, IOException {
    KeeperFixture.adopted(fixture.opened(), corim);
    ReferenceKeeper again = damaged();
    KeeperFixture.refused(
        "WG-REF-0007", () -> again.receive(NORVIK.corim("np-200", 1, "NP-200"), Origin.DIRECTORY));
    assertThat(again.current().valuesCount()).isZero();
  }
}
