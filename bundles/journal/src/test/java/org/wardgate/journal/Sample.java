package org.wardgate.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** Journals and entries for tests. */
final class Sample {
  static final StoredKey KEY = newKey();
  static final DeviceId PUMP = new DeviceId("pump-1");
  static final DeviceId MONITOR = new DeviceId("monitor-1");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final long WAIT_SECONDS = 30;

  private Sample() {}

  static StoredKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new StoredKey(pair.getPrivate(), pair.getPublic(), List.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static SqliteJournal open(Path directory) throws RefusedException {
    return open(directory, JournalLimits.USUAL);
  }

  static SqliteJournal open(Path directory, JournalLimits limits) throws RefusedException {
    return SqliteJournal.open(new JournalFiles(directory), limits, KEY);
  }

  static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static JournalEntry entry(long number, DeviceId subject) {
    return new JournalEntry(
        START.plusMillis(number),
        "device.moved",
        Optional.of(subject),
        utf8("{\"number\":" + number + ",\"of\":\"" + subject + "\"}"));
  }

  static JournalEntry entry(long number) {
    return new JournalEntry(
        START.plusMillis(number),
        "gateway.noted",
        Optional.empty(),
        utf8("{\"number\":" + number + "}"));
  }

  static <T> T done(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("the journal did not answer", e);
    }
  }

  /** Six records: pump, monitor and the gateway itself, twice; a checkpoint and a cursor. */
  static void fill(SqliteJournal journal) throws Exception {
    for (int round = 0; round < 2; round++) {
      done(journal.append(List.of(entry(1, PUMP), entry(2, MONITOR), entry(3))));
    }
    done(journal.checkpoint(4, utf8("{\"state\":4}")));
    done(journal.moveCursor("cloud", 5));
  }

  /** Copies all files, as they are at this moment. */
  static void copy(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** All files with their content, to see whether anything changed. */
  static Map<String, Bytes> contents(Path directory) throws IOException {
    Map<String, Bytes> contents = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        contents.put(directory.relativize(file).toString(), Bytes.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Flips one bit of the first place where the file has these bytes. */
  static void flip(Path file, byte[] content, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String whole = new String(bytes, StandardCharsets.ISO_8859_1);
    int place = whole.indexOf(new String(content, StandardCharsets.ISO_8859_1));
    if (place < 0) {
      throw new IOException("the file does not have these bytes");
    }
    bytes[place + offset] ^= 1;
    Files.write(file, bytes);
  }
}
