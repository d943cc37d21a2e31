package org.wardgate.platform.felix.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.platform.felix.OwnerOnly;

/**
 * The file that the launcher lays over features and instance: {@code {"configurations": {pid:
 * {"name:Type": value}}}}. Readable by its owner alone, because passwords are in it. Not
 * thread-safe.
 */
final class SettingsFile {
  /** Largest file, in bytes: what the launcher reads. */
  static final int SIZE_MAX_BYTES = 1_048_576;

  /** Its name in the instance's directory. */
  static final String NAME = "settings.json";

  private static final String CONFIGURATIONS = "configurations";
  private static final int DEPTH_MAX = 8;

  private final ObjectMapper mapper =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());
  private final Path directory;

  SettingsFile(Path directory) {
    this.directory = directory;
  }

  /** The file as it is now; empty if there is none. */
  Bytes content() throws IOException {
    Path file = directory.resolve(NAME);
    return Files.exists(file) ? DurableFile.readAtMost(file, SIZE_MAX_BYTES) : Bytes.EMPTY;
  }

  /** Puts the file back as it was. */
  void restore(Bytes content) throws IOException {
    if (content.length() == 0) {
      Files.deleteIfExists(directory.resolve(NAME));
    } else {
      OwnerOnly.replace(directory, NAME, content.toArray());
    }
  }

  /**
   * Adds values, or takes them in place of what was set before; durable on return.
   *
   * @throws IOException also if the file is damaged, or would become too large
   */
  void put(String pid, Map<String, Object> values) throws IOException {
    ObjectNode root = read();
    ObjectNode set = child(child(root, CONFIGURATIONS), pid);
    values.forEach(
        (name, value) -> {
          for (Iterator<String> keys = set.fieldNames(); keys.hasNext(); ) {
            if (plain(keys.next()).equals(name)) {
              keys.remove();
            }
          }
          set.set(name + ":" + type(value), json(value));
        });
    byte[] content = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    if (content.length > SIZE_MAX_BYTES) {
      throw new IOException(NAME + " would be larger than " + SIZE_MAX_BYTES + " bytes");
    }
    OwnerOnly.replace(directory, NAME, content);
  }

  private ObjectNode read() throws IOException {
    Bytes content = content();
    if (content.length() == 0) {
      return mapper.createObjectNode();
    }
    if (content.length() > SIZE_MAX_BYTES
        || !(mapper.readTree(content.toArray()) instanceof ObjectNode root)) {
      throw new IOException(NAME + " is damaged");
    }
    return root;
  }

  private static ObjectNode child(ObjectNode parent, String name) throws IOException {
    JsonNode present = parent.get(name);
    if (present == null) {
      return parent.putObject(name);
    }
    if (present instanceof ObjectNode object) {
      return object;
    }
    throw new IOException(NAME + " is damaged: " + name + " is no object");
  }

  private static String plain(String key) {
    int colon = key.lastIndexOf(':');
    return colon < 0 ? key : key.substring(0, colon);
  }

  private static String type(Object value) {
    return value.getClass().getSimpleName();
  }

  private JsonNode json(Object value) {
    if (!value.getClass().isArray()) {
      return scalar(value);
    }
    ArrayNode array = mapper.createArrayNode();
    for (int i = 0; i < Array.getLength(value); i++) {
      array.add(scalar(Array.get(value, i)));
    }
    return array;
  }

  private JsonNode scalar(Object value) {
    return mapper.valueToTree(value instanceof Character ? value.toString() : value);
  }
}
