package org.wardgate.references.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.testing.Maker;

class ReferenceKeeperTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");
  private static final Maker OTHER = new Maker("other", "Other");
  private static final Bytes UEID = Bytes.ofHex(Maker.UEID + "00");

  private final Path directory;
  private Instant now = TestPki.NOW;
  private InventorySnapshot inventory =
      Maker.inventory(1, NORVIK.manufacturer(), OTHER.manufacturer());
  private ReferenceKeeper keeper;

  ReferenceKeeperTest(@TempDir Path directory) throws RefusedException {
    this.directory = directory;
    keeper = opened();
  }

  private ReferenceKeeper opened() throws RefusedException {
    InstantSource time = () -> now;
    ReferenceKeeper fresh =
        new ReferenceKeeper(directory, () -> inventory, time.withZone(ZoneOffset.UTC));
    assertThat(fresh.open()).isEmpty();
    return fresh;
  }

  private void restart() throws RefusedException {
    keeper = opened();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(RefusedException.class).hasMessageContaining(code);
  }

  private Change bring(long version) throws RefusedException {
    return bring(NORVIK.corim("np-200", version, "NP-200"), Origin.DIRECTORY);
  }

  private Change bring(Bytes corim, Origin origin) throws RefusedException {
    return keeper.receive(corim, origin);
  }

  private Change adopted(long version) throws RefusedException {
    Change change = bring(version);
    adopt(change);
    return change;
  }

  /** As it is decided: it is tried first. */
  private void adopt(Change change) throws RefusedException {
    keeper.candidate(change);
    keeper.adopt(change);
  }

  @Test
  void aNewVersionIsOfferedAndDoesNotCountYet() throws RefusedException {
    Change change = bring(3);
    assertThat(change.id()).isEqualTo("norvik/np-200");
    assertThat(change.version()).isEqualTo(3);
    assertThat(keeper.offers())
        .singleElement()
        .satisfies(
            offer -> {
              assertThat(offer.change()).isEqualTo(change);
              assertThat(offer.issuer()).isEqualTo("norvik");
              assertThat(offer.summary()).contains("1 attesters");
            });
    assertThat(keeper.current().attester(UEID)).isEmpty();
    assertThat(keeper.candidate(change).orElseThrow().attester(UEID)).isPresent();
    assertThat(keeper.candidate(change).orElseThrow())
        .isSameAs(keeper.candidate(change).orElseThrow());
  }

  @Test
  void whatIsAdoptedCountsAtOnceAndAfterARestart() throws RefusedException {
    Change change = adopted(3);
    assertThat(keeper.current().attester(UEID)).isPresent();
    assertThat(keeper.offers()).isEmpty();
    adopt(change);
    restart();
    assertThat(keeper.current().attester(UEID)).isPresent();
    assertThat(keeper.offers()).isEmpty();
    assertThat(keeper.sets()).extracting("source").containsExactly("norvik/np-200 v3");
    assertThat(keeper.candidate(change)).containsSame(keeper.current());
  }

  @Test
  void whatIsUndecidedIsOfferedAgainAfterARestart() throws RefusedException {
    Change change = bring(3);
    restart();
    assertThat(keeper.offers()).extracting("change").containsExactly(change);
    adopt(change);
    assertThat(keeper.current().attester(UEID)).isPresent();
  }

  @Test
  void corimRollbackIsRefused() throws RefusedException {
    adopted(3);
    refused("WG-REF-0006", () -> bring(2));
  }

  @Test
  void corimRollbackIsRefusedAfterARestart() throws RefusedException {
    adopted(3);
    restart();
    refused("WG-REF-0006", () -> bring(2));
  }

  @Test
  void corimRollbackIsRefusedAfterAWithdrawal() throws RefusedException {
    adopted(3);
    keeper.present(Set.of());
    adopt(keeper.offers().get(0).change());
    assertThat(keeper.current().attester(UEID)).isEmpty();
    refused("WG-REF-0006", () -> bring(2));
    restart();
    refused("WG-REF-0006", () -> bring(2));
  }

  @Test
  void theSameVersionWithOtherContentIsRefused() throws RefusedException {
    adopted(3);
    // another signature makes another file
    refused("WG-REF-0007", () -> bring(3));
  }

  @Test
  void theSameVersionWithOtherContentIsRefusedWhileUndecided() throws RefusedException {
    bring(3);
    refused("WG-REF-0007", () -> bring(3));
    assertThat(keeper.offers()).hasSize(1);
  }

  @Test
  void theSameFileAgainIsNoNews() throws RefusedException {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    Change change = bring(corim, Origin.DIRECTORY);
    assertThat(bring(corim, Origin.DESK)).isEqualTo(change);
    adopt(change);
    assertThat(bring(corim, Origin.URL)).isEqualTo(change);
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void anOlderTagInsideANewerManifestIsRefused() throws RefusedException {
    adopted(3);
    String json = NORVIK.json("np-200", 4, "NP-200");
    Bytes mixed = MixedVersions.sign(NORVIK, json, 2);
    refused("WG-REF-0006", () -> bring(mixed, Origin.DESK));
  }

  @Test
  void aDroppedVersionIsNotOfferedAgain() throws RefusedException {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    Change change = bring(corim, Origin.DIRECTORY);
    keeper.drop(change);
    keeper.drop(change);
    assertThat(keeper.offers()).isEmpty();
    refused("WG-REF-0016", () -> bring(corim, Origin.DIRECTORY));
    restart();
    refused("WG-REF-0016", () -> bring(corim, Origin.DESK));
    refused("WG-REF-0012", () -> adopt(change));
    assertThat(keeper.candidate(change)).isEmpty();
    adopted(4);
    assertThat(keeper.current().attester(UEID)).isPresent();
  }

  @Test
  void theNewestAdoptedVersionOvertakesOlderOnes() throws RefusedException {
    Change three = bring(3);
    Change four = bring(4);
    adopt(four);
    refused("WG-REF-0012", () -> adopt(three));
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void aMissingFileWithdrawsNothingUntilItIsDecided() throws RefusedException {
    Change three = adopted(3);
    keeper.present(Set.of(three.sha256()));
    assertThat(keeper.offers()).isEmpty();
    keeper.present(Set.of());
    keeper.present(Set.of());
    Change withdrawal = keeper.offers().get(0).change();
    assertThat(withdrawal.version()).isZero();
    assertThat(withdrawal.sha256()).isEqualTo(three.sha256());
    assertThat(keeper.current().attester(UEID)).isPresent();
    assertThat(keeper.candidate(withdrawal).orElseThrow().attester(UEID)).isEmpty();
    adopt(withdrawal);
    adopt(withdrawal);
    assertThat(keeper.current().attester(UEID)).isEmpty();
    restart();
    assertThat(keeper.current().attester(UEID)).isEmpty();
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void aDroppedWithdrawalIsNotOfferedAgainUntilTheFileWasBack() throws RefusedException {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    adopt(bring(corim, Origin.DIRECTORY));
    keeper.present(Set.of());
    keeper.drop(keeper.offers().get(0).change());
    keeper.present(Set.of());
    assertThat(keeper.offers()).isEmpty();
    bring(corim, Origin.DIRECTORY);
    keeper.present(Set.of());
    assertThat(keeper.offers()).hasSize(1);
    bring(corim, Origin.DIRECTORY);
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void aWithdrawnFileThatReturnsIsOfferedAgain() throws RefusedException {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    adopt(bring(corim, Origin.DIRECTORY));
    keeper.present(Set.of());
    adopt(keeper.offers().get(0).change());
    adopt(bring(corim, Origin.DIRECTORY));
    assertThat(keeper.current().attester(UEID)).isPresent();
  }

  @Test
  void aFileReplacedByAnUndecidedVersionIsNotMissing() throws RefusedException {
    adopted(3);
    Change four = bring(4);
    keeper.present(Set.of(four.sha256()));
    assertThat(keeper.offers()).extracting("change").containsExactly(four);
  }

  @Test
  void whatWasHandedInIsNeverMissing() throws RefusedException {
    adopt(bring(NORVIK.corim("np-200", 3, "NP-200"), Origin.DESK));
    keeper.present(Set.of());
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void anEndedValidityIsOfferedAsAWithdrawal() throws RefusedException {
    String json =
        NORVIK
            .json("np-200", 3, "NP-200")
            .replace("{\"id\"", "{\"notAfter\":\"2026-12-01T00:00:00Z\",\"id\"");
    adopt(bring(NORVIK.sign(json), Origin.URL));
    keeper.review();
    assertThat(keeper.offers()).isEmpty();
    now = now.plus(Duration.ofDays(60));
    keeper.review();
    assertThat(keeper.offers()).hasSize(1);
    assertThat(keeper.current().attester(UEID)).isPresent();
  }

  @Test
  void aSignerThatTheInventoryNamesNoMoreIsOfferedAsAWithdrawal() throws RefusedException {
    adopted(3);
    inventory = InventorySnapshot.empty();
    keeper.review();
    assertThat(keeper.offers()).isEmpty();
    inventory = Maker.inventory(2, NORVIK.manufacturer("NP-900"));
    keeper.review();
    assertThat(keeper.offers()).extracting("change.version").containsExactly(0L);
  }

  @Test
  void anAdoptedSetOutlivesItsSignersCertificate() throws RefusedException {
    adopted(3);
    now = now.plus(Duration.ofDays(4_000));
    restart();
    assertThat(keeper.current().attester(UEID)).isPresent();
  }

  @Test
  void aDamagedLedgerAcceptsNothing() throws RefusedException, IOException {
    adopted(3);
    for (String damage :
        List.of("", "[]", "{\"a\":1}", "{\"norvik/np-200\":{\"manufacturer\":\"\"}}")) {
      Files.writeString(directory.resolve("ledger.json"), damage);
      ReferenceKeeper damaged = new ReferenceKeeper(directory, () -> inventory, Clock.systemUTC());
      refused("WG-REF-0011", damaged::open);
      assertThat(damaged.current().valuesCount()).isZero();
      refused(
          "WG-REF-0011", () -> damaged.receive(NORVIK.corim("np-200", 9, "NP-200"), Origin.DESK));
    }
  }

  @Test
  void aChangedFileInTheDataDirectoryStaysOut() throws RefusedException, IOException {
    Change three = adopted(3);
    Files.write(
        directory.resolve(three.sha256() + ".corim"),
        NORVIK.corim("np-200", 9, "NP-200").toArray());
    ReferenceKeeper restarted = new ReferenceKeeper(directory, () -> inventory, Clock.systemUTC());
    assertThat(restarted.open()).hasSize(1);
    assertThat(restarted.current().attester(UEID)).isEmpty();
  }

  @Test
  void onlyNeededFilesAreKept() throws RefusedException, IOException {
    adopted(3);
    adopted(4);
    Change five = bring(5);
    keeper.drop(five);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void unknownChangesAreRefused() {
    Change unknown = new Change(Change.Kind.REFERENCES, "x/y", 1, "00");
    refused("WG-REF-0012", () -> adopt(unknown));
    refused("WG-REF-0012", () -> keeper.drop(unknown));
    assertThat(keeper.candidate(unknown)).isEmpty();
  }

  @Test
  void tenMegabytesOfNothingAreRefused() {
    refused("WG-REF-0001", () -> bring(Bytes.of(new byte[10_000_000]), Origin.DESK));
    refused("WG-REF-0001", () -> bring(Bytes.of(new byte[17 * 1024 * 1024]), Origin.DESK));
  }
}
