package org.wardgate.references.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.store.ReferenceKeeper;
import org.wardgate.references.testing.Maker;

class DirectorySourceTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");

  private final Path directory;
  private final Clock clock = Clock.fixed(TestPki.NOW, ZoneOffset.UTC);
  private InventorySnapshot inventory = Maker.inventory(1, NORVIK.manufacturer());
  private final ReferenceKeeper keeper;
  private final DirectorySource source;

  DirectorySourceTest(@TempDir Path directory, @TempDir Path kept) throws RefusedException {
    this.directory = directory;
    keeper = new ReferenceKeeper(kept, () -> inventory, clock);
    keeper.open();
    source = new DirectorySource(directory, keeper, () -> inventory.version(), clock);
  }

  private void write(String name, long version) throws IOException {
    Files.write(directory.resolve(name), NORVIK.corim("np-200", version, "NP-200").toArray());
  }

  private void adopt(Change change) throws RefusedException {
    keeper.candidate(change);
    keeper.adopt(change);
  }

  @Test
  void filesAreOffered() throws IOException {
    write("a.corim", 1);
    Files.writeString(directory.resolve("a.json"), "not looked at");
    assertThat(source.poll()).isEmpty();
    assertThat(keeper.offers()).hasSize(1);
  }

  @Test
  void aRefusedFileIsReportedOnceAndLeavesTheLastGoodOneInForce()
      throws IOException, RefusedException {
    write("a.corim", 1);
    source.poll();
    adopt(keeper.offers().get(0).change());
    Files.writeString(directory.resolve("a.corim"), "broken");
    assertThat(source.poll()).hasSize(1);
    assertThat(source.poll()).isEmpty();
    // nobody knows whether this was the missing one
    assertThat(keeper.offers()).isEmpty();
    assertThat(keeper.sets()).hasSize(1);
  }

  @Test
  void aRemovedFileIsOfferedAsAWithdrawal() throws IOException, RefusedException {
    write("a.corim", 1);
    source.poll();
    adopt(keeper.offers().get(0).change());
    Files.delete(directory.resolve("a.corim"));
    assertThat(source.poll()).isEmpty();
    assertThat(keeper.offers()).extracting("change.version").containsExactly(0L);
    assertThat(keeper.sets()).hasSize(1);
  }

  @Test
  void anOldFileBesideTheNewOneHoldsNothingUp() throws IOException, RefusedException {
    write("b.corim", 2);
    source.poll();
    adopt(keeper.offers().get(0).change());
    write("a.corim", 1);
    assertThat(source.poll()).extracting("errorCode.code").containsExactly("WG-REF-0006");
    Files.delete(directory.resolve("b.corim"));
    source.poll();
    assertThat(keeper.offers()).hasSize(1);
  }

  @Test
  void aRefusedFileIsTriedAgainWithANewInventory() throws IOException {
    inventory = InventorySnapshot.empty();
    write("a.corim", 1);
    assertThat(source.poll()).extracting("errorCode.code").containsExactly("WG-REF-0003");
    inventory = Maker.inventory(2, NORVIK.manufacturer());
    assertThat(source.poll()).isEmpty();
    assertThat(keeper.offers()).hasSize(1);
  }

  @Test
  void aDirectoryThatIsNotThereWithdrawsNothing() throws IOException, RefusedException {
    write("a.corim", 1);
    source.poll();
    adopt(keeper.offers().get(0).change());
    Files.delete(directory.resolve("a.corim"));
    Files.delete(directory);
    assertThat(source.poll()).extracting("errorCode.code").containsExactly("WG-REF-0013");
    assertThat(keeper.offers()).isEmpty();
    Files.createDirectory(directory);
  }
}
