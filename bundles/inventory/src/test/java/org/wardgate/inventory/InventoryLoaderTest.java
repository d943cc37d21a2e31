package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

class InventoryLoaderTest {
  private static final Hospital HOSPITAL = new Hospital("General");

  private Path data = Path.of("");
  private Path in = Path.of("");

  @BeforeEach
  void directories(@TempDir Path directory) throws IOException {
    data = Files.createDirectory(directory.resolve("data"));
    in = Files.createDirectory(directory.resolve("in"));
  }

  private InventoryLoader loader() {
    return loader(Hospital.NOW);
  }

  private InventoryLoader loader(Instant now) {
    InventorySource source =
        new InventorySource(
            in.resolve("inventory.json"),
            in.resolve("inventory.json.p7s"),
            in.resolve("anchors.pem"));
    return new InventoryLoader(
        source, new InventoryArchive(data), Clock.fixed(now, ZoneOffset.UTC));
  }

  private void publish(long version) {
    HOSPITAL.publish(in, new Example(version).toString());
  }

  @Test
  void bringsASignedInventoryInForceOnce() throws RefusedException {
    publish(3);
    InventoryLoader loader = loader();
    assertThat(loader.poll().orElseThrow().version()).isEqualTo(3);
    assertThat(loader.poll()).isEmpty();
    assertThat(loader.current().version()).isEqualTo(3);
  }

  @Test
  void bringsANewerOneInForce() throws RefusedException {
    publish(3);
    InventoryLoader loader = loader();
    loader.poll();
    publish(4);
    assertThat(loader.poll().orElseThrow().version()).isEqualTo(4);
    assertThat(loader.adopted().version()).isEqualTo(3);
    loader.adopt(loader.current());
    assertThat(loader.adopted().version()).isEqualTo(4);
    assertThat(data.resolve("inventory-3.json")).doesNotExist();
  }

  @Test
  void anInventoryThatWasNotTakenOverIsNotInForceAfterARestartEither() throws RefusedException {
    publish(3);
    loader().poll();
    publish(4);
    loader().poll();
    publish(5);
    loader().poll();
    InventoryLoader restarted = loader();
    restarted.poll();
    assertThat(restarted.current().version()).isEqualTo(5);
    assertThat(restarted.adopted().version()).isEqualTo(3);
    assertThat(data.resolve("inventory-4.json")).doesNotExist();
    restarted.adopt(restarted.current());
    InventoryLoader again = loader();
    again.poll();
    assertThat(again.adopted().version()).isEqualTo(5);
  }

  @Test
  void whatAVersionBeforeThisKeptIsInForceAndADamagedNoteCountsAsNone()
      throws IOException, RefusedException {
    publish(3);
    loader().poll();
    Files.delete(data.resolve("adopted.json"));
    publish(4);
    InventoryLoader updated = loader();
    updated.poll();
    assertThat(updated.adopted().version()).isEqualTo(3);
    Hospital.write(data.resolve("adopted.json"), new byte[] {'{'});
    InventoryLoader damaged = loader();
    damaged.poll();
    assertThat(damaged.adopted().version()).isEqualTo(4);
  }

  @Test
  void refusesAnOlderOneAlsoAfterARestart() throws RefusedException {
    publish(3);
    loader().poll();
    publish(2);
    InventoryLoader restarted = loader();
    assertThat(restarted.poll().orElseThrow().version()).isEqualTo(3);
    assertThatThrownBy(restarted::poll).hasMessageContaining("WG-INV-0004");
    assertThat(restarted.current().version()).isEqualTo(3);
  }

  @Test
  void refusesTheSameVersionWithOtherContent() throws RefusedException {
    publish(3);
    InventoryLoader loader = loader();
    loader.poll();
    Example other = new Example(3);
    other.device("pump-9", "SN-9");
    HOSPITAL.publish(in, other.toString());
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0004");
    assertThat(loader.current().devices()).hasSize(1);
  }

  @Test
  void knowsTheWardAfterARestartWithoutTheSource() throws RefusedException, IOException {
    publish(3);
    loader().poll();
    Files.delete(in.resolve("inventory.json"));
    Files.delete(in.resolve("inventory.json.p7s"));
    assertThat(loader().poll().orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void knowsTheWardAfterARestartWhenTheSignerHasExpired() throws RefusedException {
    publish(3);
    loader().poll();
    assertThat(loader(Hospital.SIGNER_NOT_AFTER.plusSeconds(9)).poll().orElseThrow().version())
        .isEqualTo(3);
  }

  @Test
  void refusesANewOneWhenTheSignerHasExpired() {
    publish(3);
    InventoryLoader late = loader(Hospital.SIGNER_NOT_AFTER.plusSeconds(9));
    assertThatThrownBy(late::poll).hasMessageContaining("WG-INV-0001");
    assertThat(late.current().devices()).isEmpty();
  }

  @Test
  void refusesAChangedByteAndKeepsTheOneInForce() throws RefusedException {
    publish(3);
    InventoryLoader loader = loader();
    loader.poll();
    String tampered = new Example(4).toString().replace("SN-1", "SN-2");
    HOSPITAL.publish(in, new Example(4).toString());
    Hospital.write(in.resolve("inventory.json"), tampered.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0001");
    assertThat(loader.current().version()).isEqualTo(3);
  }

  @Test
  void refusesAnotherHospitalsSignature() {
    publish(3);
    Hospital stranger = new Hospital("Stranger");
    Hospital.write(
        in.resolve("inventory.json.p7s"), stranger.sign(new Example(3).toString()).toArray());
    assertThatThrownBy(loader()::poll).hasMessageContaining("WG-INV-0001");
  }

  @Test
  void saysWhenThereIsNothing() {
    assertThatThrownBy(loader()::poll).hasMessageContaining("WG-INV-0005");
  }

  @Test
  void saysWhenAnchorsOrSignatureAreUseless() {
    publish(3);
    Hospital.write(in.resolve("anchors.pem"), new byte[] {1, 2, 3});
    assertThatThrownBy(loader()::poll).hasMessageContaining("WG-INV-0001");
    publish(3);
    Hospital.write(in.resolve("inventory.json.p7s"), new byte[0]);
    assertThatThrownBy(loader()::poll).hasMessageContaining("WG-INV-0001");
  }

  @Test
  void acceptsNothingWhileTheKeptStateIsDamaged() throws RefusedException {
    publish(3);
    loader().poll();
    for (String damage : List.of("", "{", "{\"version\":0}", "nonsense")) {
      Hospital.write(data.resolve("state.json"), damage.getBytes(StandardCharsets.UTF_8));
      publish(2);
      assertThatThrownBy(loader()::poll).as(damage).hasMessageContaining("WG-INV-0005");
    }
  }

  @Test
  void aDamagedCopyIsReplacedByTheGoodSource() throws RefusedException {
    publish(3);
    loader().poll();
    Hospital.write(data.resolve("inventory-3.json"), new byte[] {'{'});
    assertThat(loader().poll().orElseThrow().version()).isEqualTo(3);
    assertThat(data.resolve("inventory-3.json")).hasSize(new Example(3).toString().length());
  }

  @Test
  void aRefusedFileIsTriedAgainOnlyWhenItChanges() throws RefusedException {
    HOSPITAL.publish(in, "{}");
    InventoryLoader loader = loader();
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0002");
    assertThat(loader.poll()).isEmpty();
    publish(5);
    assertThat(loader.poll().orElseThrow().version()).isEqualTo(5);
  }

  @Test
  void triesAgainWhileItCannotKeepIt() throws IOException, RefusedException {
    publish(3);
    Files.delete(data);
    InventoryLoader loader = loader();
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0006");
    assertThat(loader.current().version()).isZero();
    Files.createDirectory(data);
    assertThat(loader.poll().orElseThrow().version()).isEqualTo(3);
  }
}
