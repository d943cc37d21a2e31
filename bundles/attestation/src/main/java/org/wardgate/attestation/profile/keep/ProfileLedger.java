package org.wardgate.attestation.profile.keep;

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
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * On disk: of each profile the highest version that was ever settled, what became of it, and the
 * text of the one in force; so that none comes back and what was adopted counts at once after a
 * restart. Not thread-safe.
 */
final class ProfileLedger {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ENTRIES_MAX_COUNT = 1_000;
  private static final int FILE_MAX_BYTES = 64 * 1024 * 1024;

  private final Path file;
  private final Map<String, Entry> entries;

  private ProfileLedger(Path file, Map<String, Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * What is known of one id.
   *
   * @param version highest ever settled
   * @param sha256 of that version
   * @param text of the version in force; empty if none is
   */
  record Entry(long version, String sha256, Optional<String> text) {}

  /**
   * Opens the ledger.
   *
   * @throws RefusedException if it is there but cannot be read: then nothing may be adopted
   */
  static ProfileLedger open(Path file) throws RefusedException {
    Map<String, Entry> entries = new TreeMap<>();
    if (!Files.exists(file)) {
      return new ProfileLedger(file, entries);
    }
    try {
      JsonNode root = JSON.readTree(DurableFile.readAtMost(file, FILE_MAX_BYTES).toArray());
      if (!root.isObject()) {
        throw damaged(file);
      }
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        entries.put(field.getKey(), entry(file, field.getValue()));
      }
      return new ProfileLedger(file, entries);
    } catch (JsonProcessingException e) {
      throw damaged(file);
    } catch (IOException e) {
      throw new RefusedException(
          ProfileErrors.STORE_FAILED, "cannot read " + file.getFileName(), e);
    }
  }

  private static Entry entry(Path file, JsonNode node) throws RefusedException {
    long version = node.path("version").asLong(0);
    String digest = node.path("sha256").asText();
    if (version < 1 || digest.isEmpty()) {
      throw damaged(file);
    }
    JsonNode text = node.path("text");
    return new Entry(
        version, digest, text.isTextual() ? Optional.of(text.textValue()) : Optional.empty());
  }

  private static RefusedException damaged(Path file) {
    return new RefusedException(
        ProfileErrors.STORE_FAILED, file + " is damaged; restore it from backup");
  }

  /** What is known of an id. */
  Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** All, by id. */
  Map<String, Entry> all() {
    return Map.copyOf(entries);
  }

  /**
   * Writes down what became of an id, durably.
   *
   * @throws RefusedException if this cannot be written down; then nothing has changed
   */
  void put(String id, Entry entry) throws RefusedException {
    if (!entries.containsKey(id) && entries.size() >= ENTRIES_MAX_COUNT) {
      throw new RefusedException(
          ProfileErrors.STORE_FAILED, "more than " + ENTRIES_MAX_COUNT + " profiles ever");
    }
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.put(id, entry);
    ObjectNode root = JSON.createObjectNode();
    changed.forEach(
        (name, one) -> {
          ObjectNode node = root.putObject(name);
          node.put("version", one.version()).put("sha256", one.sha256());
          one.text().ifPresent(text -> node.put("text", text));
        });
    try {
      DurableFile.write(file, Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new RefusedException(
          ProfileErrors.STORE_FAILED, "cannot write " + file.getFileName(), e);
    }
    entries.put(id, entry);
  }
}
