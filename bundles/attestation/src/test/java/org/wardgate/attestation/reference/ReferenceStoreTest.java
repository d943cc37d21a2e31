package org.wardgate.attestation.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

class ReferenceStoreTest {
  private static final Maker ACME = new Maker();

  private Path root = Path.of("");
  private Path in = Path.of("");

  @BeforeEach
  void directories(@TempDir Path temporary) throws IOException {
    root = temporary;
    in = Files.createDirectory(temporary.resolve("references"));
    Maker.write(root.resolve("anchors.pem"), Maker.bytes(ACME.rootPem()));
  }

  private ReferenceStore store() {
    return store(Maker.NOW);
  }

  private ReferenceStore store(Instant now) {
    return new ReferenceStore(
        in,
        root.resolve("anchors.pem"),
        root.resolve("versions.json"),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Bytes ueid(String ueidByte) {
    return Bytes.ofHex("01" + ueidByte.repeat(32));
  }

  private static long version(ReferenceStore store, String ueidByte) {
    return store
        .current()
        .endorsement(ueid(ueidByte))
        .map(e -> e.references().version())
        .orElse(0L);
  }

  private static void assertRefused(ReferenceStore store, String detail) {
    List<RefusedException> problems = store.poll();
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0)).hasMessageContaining("WG-ATT-0021").hasMessageContaining(detail);
  }

  @Test
  void signedFilesAreIndexedByInstance() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa", "bb"));
    ACME.publish(in, "monitor.json", Maker.file("monitor", 1, "cc"));
    ReferenceStore store = store();
    assertThat(store.current().size()).isZero();
    assertThat(store.poll()).isEmpty();
    assertThat(store.current().size()).isEqualTo(3);
    assertThat(version(store, "bb")).isEqualTo(3);
    assertThat(store.poll()).isEmpty();
  }

  @Test
  void aNewerFileIsTakenOverAndARemovedOneForgotten() throws IOException {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    ReferenceStore store = store();
    store.poll();
    ACME.publish(in, "pump.json", Maker.file("pump", 4, "aa"));
    assertThat(store.poll()).isEmpty();
    assertThat(version(store, "aa")).isEqualTo(4);
    Files.delete(in.resolve("pump.json"));
    assertThat(store.poll()).isEmpty();
    assertThat(store.current().size()).isZero();
  }

  @Test
  void anOlderVersionIsRefusedAndTheNewerStays() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    ReferenceStore store = store();
    store.poll();
    ACME.publish(in, "pump.json", Maker.file("pump", 2, "aa"));
    assertRefused(store, "accepted before 3");
    assertThat(version(store, "aa")).isEqualTo(3);
    assertThat(store.poll()).isEmpty();
  }

  @Test
  void anOlderVersionIsRefusedAfterARestartToo() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    store().poll();
    ACME.publish(in, "pump.json", Maker.file("pump", 2, "aa"));
    ReferenceStore restarted = store();
    assertRefused(restarted, "accepted before 3");
    assertThat(restarted.current().size()).isZero();
  }

  @Test
  void theSameVersionAfterARestartIsFineButNotWithOtherContent() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    store().poll();
    assertThat(store().poll()).isEmpty();
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa", "bb"));
    assertRefused(store(), "accepted before 3");
  }

  @Test
  void anUnsignedOrTamperedFileLeavesTheLastGoodOneInForce() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    ReferenceStore store = store();
    store.poll();
    Maker.write(in.resolve("pump.json"), Maker.bytes(Maker.file("pump", 4, "aa").toString()));
    assertRefused(store, "BAD_SIGNATURE");
    assertThat(version(store, "aa")).isEqualTo(3);
    Maker.write(in.resolve("pump.json"), Maker.bytes("{"));
    assertRefused(store, "BAD_SIGNATURE");
    assertThat(version(store, "aa")).isEqualTo(3);
  }

  @Test
  void aFileWithoutSignatureIsRefused() throws IOException {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    Files.delete(in.resolve("pump.json.p7s"));
    ReferenceStore store = store();
    assertRefused(store, "cannot read");
    assertThat(store.current().size()).isZero();
  }

  @Test
  void aStrangersSignatureIsRefused() {
    new Maker().publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    ReferenceStore store = store();
    assertRefused(store, "UNTRUSTED");
    assertThat(store.current().size()).isZero();
  }

  @Test
  void anExpiredSignerIsRefused() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    assertRefused(store(Instant.parse("2028-01-01T00:00:00Z")), "EXPIRED");
  }

  @Test
  void aNewAnchorMakesARefusedFileGood() {
    Maker other = new Maker();
    other.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    ReferenceStore store = store();
    assertRefused(store, "UNTRUSTED");
    Maker.write(root.resolve("anchors.pem"), Maker.bytes(ACME.rootPem() + other.rootPem()));
    assertThat(store.poll()).isEmpty();
    assertThat(version(store, "aa")).isEqualTo(3);
  }

  @Test
  void twoFilesMayNotEndorseTheSameInstance() {
    ACME.publish(in, "a.json", Maker.file("a", 1, "aa"));
    ACME.publish(in, "b.json", Maker.file("b", 1, "aa", "bb"));
    ReferenceStore store = store();
    assertRefused(store, "b.json");
    assertThat(store.current().endorsement(ueid("aa")).orElseThrow().references().id())
        .isEqualTo("a");
    assertThat(store.current().endorsement(ueid("bb"))).isEmpty();
  }

  @Test
  void ofTwoFilesWithTheSameIdTheNewerCounts() {
    ACME.publish(in, "a-old.json", Maker.file("pump", 1, "aa"));
    ReferenceStore store = store();
    store.poll();
    ACME.publish(in, "b-new.json", Maker.file("pump", 2, "aa"));
    assertThat(store.poll()).isEmpty();
    assertThat(version(store, "aa")).isEqualTo(2);
  }

  @Test
  void aDamagedLedgerAcceptsNothing() {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    for (String damage : List.of("", "[]", "{\"pump\":{}}", "{")) {
      Maker.write(root.resolve("versions.json"), Maker.bytes(damage));
      ReferenceStore store = store();
      assertRefused(store, "damaged");
      assertThat(store.current().size()).isZero();
    }
  }

  @Test
  void missingDirectoryAndAnchorsAreSaid() throws IOException {
    ACME.publish(in, "pump.json", Maker.file("pump", 3, "aa"));
    Files.delete(root.resolve("anchors.pem"));
    assertRefused(store(), "anchors.pem");
    ReferenceStore nowhere =
        new ReferenceStore(
            root.resolve("nowhere"),
            root.resolve("anchors.pem"),
            root.resolve("versions.json"),
            Clock.systemUTC());
    assertRefused(nowhere, "cannot list");
  }

  @Test
  void manyInstancesAreFoundAtOnce() {
    String[] many = new String[256];
    for (int i = 0; i < many.length; i++) {
      many[i] = String.format(java.util.Locale.ROOT, "%02x", i);
    }
    ACME.publish(in, "pump.json", Maker.file("pump", 3, many));
    ReferenceStore store = store();
    assertThat(store.poll()).isEmpty();
    assertThat(store.current().size()).isEqualTo(256);
  }
}
