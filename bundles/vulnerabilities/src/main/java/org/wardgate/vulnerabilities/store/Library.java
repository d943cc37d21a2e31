package org.wardgate.vulnerabilities.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.vulnerabilities.assess.Assessor;
import org.wardgate.vulnerabilities.assess.Firmware;
import org.wardgate.vulnerabilities.assess.Source;
import org.wardgate.vulnerabilities.model.Limits;

/**
 * The documents that count, kept on disk with their signatures: what was taken once stays in force
 * until a newer version of it is taken, also after a restart and without its file in the folder.
 * Not thread-safe.
 */
final class Library {
  private static final String CONTENT = ".json";
  private static final String SIGNATURE = ".json.p7s";

  private final Path directory;
  private final Ledger ledger;
  private final Clock clock;
  private final Map<String, Verified> documents = new TreeMap<>();

  Library(Path directory, Clock clock) {
    this.directory = directory;
    this.ledger = new Ledger(directory);
    this.clock = clock;
  }

  /**
   * Verifies anew all that is kept, as of the time when it was taken. What nobody in the inventory
   * may say any longer does not count.
   *
   * @return problems, one line each
   * @throws RefusedException NOT_KEPT if the list of what is kept cannot be read
   */
  List<String> reload(InventorySnapshot inventory) throws RefusedException {
    ledger.load();
    documents.clear();
    List<String> problems = new ArrayList<>();
    ledger
        .entries()
        .forEach(
            (key, entry) -> {
              try {
                documents.put(key, kept(entry, inventory));
              } catch (RefusedException e) {
                problems.add(entry.sha256() + CONTENT + ": " + e.getMessage());
              }
            });
    return problems;
  }

  private Verified kept(Ledger.Entry entry, InventorySnapshot inventory) throws RefusedException {
    Bytes content;
    Bytes signature;
    try {
      content =
          DurableFile.readAtMost(
              directory.resolve(entry.sha256() + CONTENT), Limits.DOCUMENT_MAX_BYTES);
      signature =
          DurableFile.readAtMost(
              directory.resolve(entry.sha256() + SIGNATURE), Limits.SIGNATURE_MAX_BYTES);
    } catch (IOException e) {
      throw new RefusedException(VulnerabilityErrors.NOT_KEPT, "cannot be read: " + e, e);
    }
    return Verifier.verify(content, signature, inventory, entry.takenAt());
  }

  /**
   * Takes a document.
   *
   * @return whether it is new
   * @throws RefusedException MALFORMED, TOO_LARGE, SIGNATURE, SIGNER, ROLLBACK or NOT_KEPT
   */
  boolean take(Bytes content, Bytes signature, InventorySnapshot inventory)
      throws RefusedException {
    Instant now = clock.instant();
    Verified verified = Verifier.verify(content, signature, inventory, now);
    Instant issuedAt = verified.document().at();
    if (issuedAt.isAfter(now.plus(Limits.CLOCK_AHEAD_MAX))) {
      throw new RefusedException(
          VulnerabilityErrors.MALFORMED, "it was issued in the future: " + issuedAt);
    }
    String key = digest(verified.key());
    Ledger.Entry entry =
        new Ledger.Entry(
            content.sha256().hex(), content.length(), issuedAt, now, verified.document().version());
    Optional<Ledger.Entry> known = ledger.entry(key);
    if (Ledger.isKnown(known, entry) && documents.containsKey(key)) {
      return false;
    }
    checkRoom(key, verified, content.length());
    keep(key, entry, content, signature, known);
    documents.put(key, verified);
    return true;
  }

  private static String digest(String key) {
    return Bytes.of(key.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }

  private void checkRoom(String key, Verified verified, int length) throws RefusedException {
    long bytes = length;
    long count = 1;
    for (Map.Entry<String, Ledger.Entry> other : ledger.entries().entrySet()) {
      boolean replaced = other.getKey().equals(key);
      bytes += replaced ? 0 : other.getValue().length();
      count += replaced ? 0 : 1;
    }
    boolean newFirmware = verified.firmware().isPresent() && !documents.containsKey(key);
    if (bytes > Limits.DOCUMENTS_MAX_BYTES
        || count > Limits.DOCUMENTS_MAX_COUNT
        || (newFirmware && firmware().size() >= Limits.FIRMWARE_MAX_COUNT)) {
      throw new RefusedException(
          VulnerabilityErrors.NOT_KEPT,
          "no room for it beside " + (count - 1) + " documents of " + (bytes - length) + " bytes");
    }
  }

  private void keep(
      String key, Ledger.Entry entry, Bytes content, Bytes signature, Optional<Ledger.Entry> old)
      throws RefusedException {
    try {
      DurableFile.write(directory.resolve(entry.sha256() + CONTENT), content);
      DurableFile.write(directory.resolve(entry.sha256() + SIGNATURE), signature);
      ledger.put(key, entry);
      if (old.isPresent() && !old.get().sha256().equals(entry.sha256())) {
        Files.deleteIfExists(directory.resolve(old.get().sha256() + CONTENT));
        Files.deleteIfExists(directory.resolve(old.get().sha256() + SIGNATURE));
      }
    } catch (IOException e) {
      throw new RefusedException(VulnerabilityErrors.NOT_KEPT, "cannot be written: " + e, e);
    }
  }

  private List<Firmware> firmware() {
    return documents.values().stream().flatMap(d -> d.firmware().stream()).toList();
  }

  /** What is known now, one for each firmware. */
  List<Assessment> assess() {
    List<Source> sources = documents.values().stream().flatMap(d -> d.source().stream()).toList();
    return firmware().stream().map(f -> Assessor.assess(f, sources)).toList();
  }
}
