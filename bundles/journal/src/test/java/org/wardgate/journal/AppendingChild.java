package org.wardgate.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.wardgate.api.Bytes;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** What {@link KillCampaign} kills: appends as fast as it can and prints each acknowledgement. */
final class AppendingChild {
  private static final int THREADS_COUNT = 4;
  private static final int PAYLOAD_MAX_BYTES = 1_500;

  /** Signs often, so that kills fall on signatures too. */
  private static final JournalLimits LIMITS =
      new JournalLimits(4_096, 16_777_216, 7, Duration.ofMillis(20), OptionalLong.empty());

  private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

  private AppendingChild() {}

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    print("ready\n");
    SqliteJournal journal = SqliteJournal.open(new JournalFiles(directory), LIMITS, key(directory));
    for (int number = 1; number < THREADS_COUNT; number++) {
      new Thread(() -> write(journal)).start();
    }
    write(journal);
  }

  private static void write(SqliteJournal journal) {
    while (true) {
      byte[] content = new byte[1 + ThreadLocalRandom.current().nextInt(PAYLOAD_MAX_BYTES)];
      ThreadLocalRandom.current().nextBytes(content);
      Bytes payload = Bytes.of(content);
      JournalEntry entry =
          new JournalEntry(Instant.EPOCH, "kill.test", Optional.of(Sample.PUMP), payload);
      long sequence = journal.append(List.of(entry)).toCompletableFuture().join();
      print("A " + sequence + " " + payload.sha256().hex() + " .\n");
      if (sequence % 5 == 0) {
        journal.moveCursor("cloud", sequence).toCompletableFuture().join();
        print("C " + sequence + " .\n");
      }
      if (sequence % 31 == 0) {
        CompletableFuture<Void> unused =
            journal.checkpoint(sequence, payload).toCompletableFuture();
      }
    }
  }

  // one write for each line, so that a kill leaves whole lines and at most one torn
  private static synchronized void print(String line) {
    try {
      OUTPUT.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The campaign's key, beside the journal's directory. */
  private static StoredKey key(Path directory) throws Exception {
    Path privateFile = Path.of(directory + ".key");
    Path publicFile = Path.of(directory + ".pub");
    if (!Files.exists(publicFile)) {
      StoredKey made = Sample.KEY;
      Files.write(privateFile, made.privateKey().getEncoded());
      Files.write(publicFile, made.publicKey().getEncoded());
    }
    KeyFactory factory = KeyFactory.getInstance("EC");
    PrivateKey privateKey =
        factory.generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(privateFile)));
    PublicKey publicKey =
        factory.generatePublic(new X509EncodedKeySpec(Files.readAllBytes(publicFile)));
    return new StoredKey(privateKey, publicKey, List.of());
  }
}
