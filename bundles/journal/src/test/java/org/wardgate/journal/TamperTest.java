package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;
import org.wardgate.api.journal.Journal.Verification;

/** Whatever somebody changes in the file with SQL, the walk names it. */
class TamperTest {
  @TempDir Path directory = Path.of("");

  @TempDir static Path template = Path.of("");

  @BeforeAll
  static void fill() throws Exception {
    try (SqliteJournal journal = Sample.open(template)) {
      Sample.fill(journal);
      Sample.done(journal.erase(Sample.MONITOR));
    }
    assertThat(new OfflineJournal().verify(template))
        .isEqualTo(new Verification(6, 2, 1, true, ""));
  }

  @BeforeEach
  void copy() throws Exception {
    Sample.copy(template, directory);
  }

  private void change(String sql) throws Exception {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve("journal.db"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous=OFF");
      statement.executeUpdate(sql);
    }
  }

  private Verification verify() throws Exception {
    return new OfflineJournal().verify(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE records SET at_ms=at_ms+1 WHERE sequence=4 | record 4",
        "UPDATE records SET kind='device.moveD' WHERE sequence=4 | record 4",
        "UPDATE records SET kind='' WHERE sequence=4 | record 4",
        "UPDATE records SET kind=CAST(x'646576696365FF' AS TEXT) WHERE sequence=4 | record 4",
        "UPDATE records SET subject='pump-2' WHERE sequence=4 | record 4",
        "UPDATE records SET subject=NULL WHERE sequence=4 | record 4",
        "UPDATE records SET subject='' WHERE sequence=3 | record 3",
        "UPDATE records SET subject='pump-1' WHERE sequence=3 | record 3",
        "UPDATE records SET payload=x'7b7d' WHERE sequence=4 | record 4: payload does not match",
        "UPDATE records SET payload=x'' WHERE sequence=4 | record 4: payload does not match",
        "UPDATE records SET payload=NULL WHERE sequence=4 | record 4: payload is missing",
        "UPDATE records SET payload=NULL WHERE sequence=3 | record 3: payload is missing",
        "UPDATE records SET payload=x'7b7d' WHERE sequence=2 | record 2: payload does not match",
        "UPDATE records SET payload_sha256=zeroblob(32) WHERE sequence=4 | record 4",
        "UPDATE records SET payload_sha256=x'' WHERE sequence=4 | record 4",
        "UPDATE records SET chain_sha256=zeroblob(32) WHERE sequence=4 | record 4",
        "UPDATE records SET chain_sha256=zeroblob(32) WHERE sequence=6 | record 6",
        "UPDATE records SET sequence=40 WHERE sequence=4 | record 4: missing",
        "UPDATE records SET sequence=-1 WHERE sequence=4 | record 4: missing",
        "UPDATE records SET sequence=0 WHERE sequence=1 | record 1: missing",
        "UPDATE records SET sequence=7 WHERE sequence=6 | record 6: missing",
        "DELETE FROM records WHERE sequence=1 | record 1: missing",
        "DELETE FROM records WHERE sequence=4 | record 4: missing",
        "DELETE FROM records WHERE sequence=6 | WG-JNL-0008 records 6 to 6 are missing",
        "DELETE FROM records | WG-JNL-0008 records 1 to 6 are missing",
        "UPDATE checkpoints SET state=x'7b7d' | WG-JNL-0003 checkpoint at 4",
        "UPDATE checkpoints SET state_sha256=zeroblob(32) | WG-JNL-0003 checkpoint at 4",
        "UPDATE checkpoints SET chain_sha256=zeroblob(32) | WG-JNL-0003 checkpoint at 4",
        "UPDATE checkpoints SET sequence=3 | WG-JNL-0003 checkpoint at 3",
        "UPDATE checkpoints SET sequence=99 | WG-JNL-0003 checkpoint at 99",
        "UPDATE checkpoints SET signature=zeroblob(70) | WG-JNL-0003 checkpoint at 4",
        "UPDATE seal SET sequence=5 | WG-JNL-0003 signed head at 5",
        "UPDATE seal SET chain_sha256=zeroblob(32) | WG-JNL-0003 signed head at 6",
        "UPDATE seal SET signature=x'' | WG-JNL-0003 signed head at 6",
        "UPDATE cursors SET sequence=4 | WG-JNL-0002 cursor cloud",
        "UPDATE cursors SET sequence=99 | WG-JNL-0002 cursor cloud",
        "UPDATE cursors SET name='cloue' | WG-JNL-0002 cursor cloue",
        "UPDATE cursors SET check_sha256=zeroblob(32) | WG-JNL-0002 cursor cloud",
        "UPDATE erasures SET subject='pump-1' | WG-JNL-0003 erasure of pump-1",
        "UPDATE erasures SET through=99 | WG-JNL-0003 erasure of monitor-1",
        "UPDATE erasures SET signature=x'00' | WG-JNL-0003 erasure of monitor-1",
        "DELETE FROM erasures | record 2: payload is missing but was never erased",
        "DROP TABLE cursors | WG-JNL-0002 the file is damaged",
        "DROP TABLE records | WG-JNL-0002 the file is damaged",
        "PRAGMA application_id=1 | the file's header does not name a journal",
        "PRAGMA user_version=2 | the file's header names format version 2",
      })
  void isNamed(String sql, String finding) throws Exception {
    change(sql);
    Verification outcome = verify();
    assertThat(outcome.verified()).isFalse();
    assertThat(outcome.finding()).contains(finding);
  }

  @Test
  void aRewrittenLastRecordIsTheSignedHeadsBusiness() throws Exception {
    // consistent in itself, as somebody would do it who knows how the chain is made
    try (OfflineFile file = OfflineFile.open(new JournalFiles(directory))) {
      Head before = WriteSession.headAt(file.connection(), 5).orElse(Head.EMPTY);
      PreparedEntry forged = PreparedEntry.of(Sample.entry(99));
      change("DELETE FROM records WHERE sequence=6");
      change(
          "INSERT INTO records VALUES(6, %d, '%s', NULL, x'%s', x'%s', x'%s')"
              .formatted(
                  forged.atMillis(),
                  forged.kind(),
                  forged.payloadSha256().hex(),
                  forged.after(before).chainSha256().hex(),
                  forged.payload().hex()));
    }
    assertThat(verify().finding()).contains("record 6: is not the one the signed head at 6 saw");
  }

  @Test
  void theGatewayNeitherOpensNorReadsWhatIsDamaged() throws Exception {
    change("UPDATE records SET payload=x'7b7d' WHERE sequence=4");
    try (SqliteJournal journal = Sample.open(directory)) {
      assertThat(journal.read(0, 3)).hasSize(3);
      assertThatThrownBy(() -> journal.read(0, 6)).hasMessageContaining("WG-JNL-0002");
      assertThat(journal.verify().finding()).contains("record 4");
    }
    change("DELETE FROM records WHERE sequence=6");
    assertThatThrownBy(() -> Sample.open(directory)).hasMessageContaining("WG-JNL-0008");
    new OfflineJournal().verify(directory);
  }

  @Test
  void aDamagedLastRecordIsNotContinued() throws Exception {
    change("UPDATE records SET kind='x' WHERE sequence=6");
    assertThatThrownBy(() -> Sample.open(directory)).hasMessageContaining("WG-JNL-0002");
  }

  @Test
  void aBadCheckpointIsNotGivenAway() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      change("UPDATE checkpoints SET state=x'7b7d'");
      assertThatThrownBy(journal::lastCheckpoint).hasMessageContaining("WG-JNL-0003");
    }
  }

  @Test
  void withoutItsKeyNothingSignedIsBelieved() throws Exception {
    Files.delete(directory.resolve("checkpoint-key.pem"));
    assertThat(verify().finding()).contains("checkpoint-key.pem is missing");
  }

  @Test
  void anotherKeyVouchesForNothing() throws Exception {
    PublicKeyFile.write(directory.resolve("checkpoint-key.pem"), Sample.newKey().publicKey());
    assertThat(verify().finding()).contains("signature does not verify");
    assertThat(
            new OfflineJournal().verify(directory, Optional.of(Sample.KEY.publicKey())).verified())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 90, 200, 512, 600, 1023})
  void aFlippedByteOfTheAcknowledgedHeadIsNamed(int offset) throws Exception {
    Path file = directory.resolve("journal.head");
    byte[] content = Files.readAllBytes(file);
    content[offset] ^= 1;
    Files.write(file, content);
    assertThat(verify().finding()).contains("journal.head");
  }

  @Test
  void aMissingAcknowledgedHeadIsNoFinding() throws Exception {
    Files.delete(directory.resolve("journal.head"));
    assertThat(verify().verified()).isTrue();
  }
}
