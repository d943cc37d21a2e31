package org.wardgate.attestation.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * The highest version ever accepted of each reference file, on disk, so that an old one is refused
 * also after a restart. Not thread-safe.
 */
final class VersionLedger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENTRIES_MAX_COUNT = 10_000;

  private final Path file;
  private final Map<String, Entry> entries;

  private VersionLedger(Path file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  private record Entry(long version, String contentSha256) {}

  /**
   * Opens the ledger.
   *
   * @throws RefusedException if it is there but cannot be read: then nothing may be accepted
   */
  static VersionLedger open(Path file) throws RefusedException {
    Map<String, Entry> entries = new TreeMap<>();
    if (!Files.exists(file)) {
      return new VersionLedger(file, entries);
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw damaged(file);
      }
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        long version = field.getValue().path("version").asLong(0);
        String digest = field.getValue().path("contentSha256").asText();
        if (version < 1 || digest.isEmpty()) {
          throw damaged(file);
        }
        entries.put(field.getKey(), new Entry(version, digest));
      }
      return new VersionLedger(file, entries);
    } catch (JsonProcessingException e) {
      throw damaged(file);
    } catch (IOException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "cannot read " + file.getFileName(), e);
    }
  }

  private static RefusedException damaged(Path file) {
    return new RefusedException(
        AttestationErrors.BAD_REFERENCE_FILE,
        file + " is damaged; restore it or remove it to start over");
  }

  /**
   * Accepts a version, durably, before anything is compared with it.
   *
   * @throws RefusedException if a higher one, or another content of the same one, was accepted
   *     before, or if this cannot be written down
   */
  void accept(String id, long version, String contentSha256) throws RefusedException {
    Optional<Entry> last = Optional.ofNullable(entries.get(id));
    Entry next = new Entry(version, contentSha256);
    if (last.isPresent() && last.get().equals(next)) {
      return;
    }
    if (last.isPresent() && version <= last.get().version()) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE,
          id + " version " + version + ", accepted before " + last.get().version());
    }
    if (last.isEmpty() && entries.size() >= ENTRIES_MAX_COUNT) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "more than " + ENTRIES_MAX_COUNT + " files ever");
    }
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.put(id, next);
    write(changed);
    entries.put(id, next);
  }

  private void write(Map<String, Entry> changed) throws RefusedException {
    ObjectNode root = JSON.createObjectNode();
    changed.forEach(
        (id, entry) ->
            root.putObject(id)
                .put("version", entry.version())
                .put("contentSha256", entry.contentSha256()));
    try {
      DurableFile.write(file, Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "cannot write " + file.getFileName(), e);
    }
  }
}
