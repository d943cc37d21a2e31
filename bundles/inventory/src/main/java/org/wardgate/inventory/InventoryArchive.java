package org.wardgate.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.platform.DurableFile;

/**
 * Keeps the last good inventory, and which version was the last one, across restarts. Content,
 * signature and files of devices are written first and the small state file last, each atomically:
 * a crash leaves the old or the new inventory, never a mix. Not thread-safe.
 */
final class InventoryArchive {
  private static final String STATE = "state.json";
  private static final String ADOPTED = "adopted.json";
  private static final int STATE_MAX_BYTES = 4_096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  InventoryArchive(Path directory) {
    this.directory = directory;
  }

  /**
   * What was accepted last.
   *
   * @param version its version
   * @param contentSha256 digest of the file, hexadecimal
   * @param acceptedAt when its signature was verified
   */
  record State(long version, String contentSha256, Instant acceptedAt) {}

  /**
   * The state, empty if nothing was ever kept.
   *
   * @throws RefusedException if there is one that cannot be read: then no version may be accepted,
   *     since which ones are old is not known
   */
  Optional<State> state() throws RefusedException {
    return read(directory.resolve(STATE));
  }

  /** The one that the decision core put in force last, empty if that is not known. */
  Optional<State> adopted() {
    try {
      return read(directory.resolve(ADOPTED));
    } catch (RefusedException e) {
      return Optional.empty(); // damaged: the newest counts, as if there were no difference
    }
  }

  /** It is in force from now on, also after a restart; the one before is forgotten. */
  void adopt(State state) throws RefusedException {
    try {
      DurableFile.write(directory.resolve(ADOPTED), json(state));
      removeAllBut(Set.of(state.version()));
    } catch (IOException e) {
      throw notKept(e);
    }
  }

  private static Optional<State> read(Path file) throws RefusedException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(InventorySource.read(file, STATE_MAX_BYTES).toArray());
      long version = json.path("version").asLong(0);
      String digest = json.path("contentSha256").asText();
      Instant acceptedAt = Instant.parse(json.path("acceptedAt").asText());
      if (version < 1 || digest.length() != 64) {
        throw damaged(file);
      }
      return Optional.of(new State(version, digest, acceptedAt));
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw damaged(file);
    } catch (IOException e) {
      throw new RefusedException(InventoryErrors.MISSING, "cannot read " + file, e);
    }
  }

  private static RefusedException damaged(Path file) {
    return new RefusedException(
        InventoryErrors.MISSING, file + " is damaged; restore it or remove it to start over");
  }

  Bytes content(State state) throws RefusedException {
    return InventorySource.read(contentFile(state.version()), InventoryLimits.FILE_MAX_BYTES);
  }

  /** A file of devices that the kept inventory names. */
  Bytes deviceFile(State state, String name) throws RefusedException {
    return InventorySource.read(
        deviceFile(state.version(), name), InventoryLimits.DEVICE_FILE_MAX_BYTES);
  }

  Bytes signature(State state) throws RefusedException {
    return InventorySource.read(
        signatureFile(state.version()), InventoryLimits.SIGNATURE_MAX_BYTES);
  }

  /** Keeps an inventory, beside the one in force. */
  void keep(VerifiedInventory inventory, Instant acceptedAt) throws RefusedException {
    long version = inventory.version();
    State state = new State(version, inventory.content().sha256().hex(), acceptedAt);
    Set<Long> kept = new HashSet<>(Set.of(version));
    adopted().ifPresent(inForce -> kept.add(inForce.version()));
    try {
      DurableFile.write(contentFile(version), inventory.content());
      DurableFile.write(signatureFile(version), inventory.signature());
      for (Map.Entry<String, Bytes> file : inventory.files().entrySet()) {
        DurableFile.write(deviceFile(version, file.getKey()), file.getValue());
      }
      DurableFile.write(directory.resolve(STATE), json(state));
      removeAllBut(kept);
    } catch (IOException e) {
      throw notKept(e);
    }
  }

  private RefusedException notKept(IOException e) {
    return new RefusedException(
        InventoryErrors.NOT_KEPT, "cannot write to " + directory + ": " + e.getMessage(), e);
  }

  private static Bytes json(State state) {
    return Bytes.of(
        JSON.createObjectNode()
            .put("version", state.version())
            .put("contentSha256", state.contentSha256())
            .put("acceptedAt", state.acceptedAt().toString())
            .toString()
            .getBytes(StandardCharsets.UTF_8));
  }

  private void removeAllBut(Set<Long> versions) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(directory, "inventory-*")) {
      for (Path file : kept) {
        String name = String.valueOf(file.getFileName());
        boolean wanted =
            versions.stream()
                .map(version -> "inventory-" + version)
                .anyMatch(n -> name.startsWith(n + ".") || name.startsWith(n + "-"));
        if (!wanted) {
          Files.delete(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Path contentFile(long version) {
    return directory.resolve("inventory-" + version + ".json");
  }

  private Path deviceFile(long version, String name) {
    return directory.resolve("inventory-" + version + "-" + name);
  }

  private Path signatureFile(long version) {
    return directory.resolve("inventory-" + version + ".p7s");
  }
}
