package org.wardgate.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;

/**
 * Reads an inventory file entry by entry, without looking at its signature. Needs no running
 * gateway. Single-threaded; {@link #read} may be called from anywhere.
 */
public final class InventoryReader {
  /** Highest version: exact in every JSON implementation. */
  public static final long VERSION_MAX = (1L << 53) - 1;

  private static final ObjectMapper JSON = new ObjectMapper(factory());

  private final JsonParser parser;
  private final DeviceFiles files;
  private final SnapshotBuilder builder;
  private final NamedFloors floors = new NamedFloors();
  private final Map<String, DeviceFile> deviceFiles = new LinkedHashMap<>();
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private long version;

  private InventoryReader(JsonParser parser, DeviceFiles files, SnapshotBuilder builder) {
    this.parser = parser;
    this.files = files;
    this.builder = builder;
  }

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(InventoryLimits.FILE_MAX_BYTES)
                .maxNestingDepth(InventoryLimits.DEPTH_MAX)
                .maxStringLength(InventoryLimits.STRING_MAX_CHARS)
                .maxNameLength(InventoryLimits.NAME_MAX_CHARS)
                .maxNumberLength(InventoryLimits.NUMBER_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * Reads and validates an inventory that is all in one file.
   *
   * @param content the JSON file, at most 64 MiB
   * @throws RefusedException {@code WG-INV-0002} naming the entry, {@code WG-INV-0003} naming the
   *     limit
   */
  public static InventorySnapshot read(Bytes content) throws RefusedException {
    return read(content, DeviceFiles.NONE);
  }

  /** As {@link #read(Bytes)}, with the files of devices that it names. */
  static InventorySnapshot read(Bytes content, DeviceFiles files) throws RefusedException {
    if (content.length() > InventoryLimits.FILE_MAX_BYTES) {
      throw new RefusedException(
          InventoryErrors.TOO_LARGE, "more than " + InventoryLimits.FILE_MAX_BYTES + " bytes");
    }
    return parse(
        "",
        content,
        parser -> new InventoryReader(parser, files, new SnapshotBuilder()).document());
  }

  private interface Parse<T> {
    T with(JsonParser parser) throws IOException, RefusedException;
  }

  private static <T> T parse(String prefix, Bytes content, Parse<T> parse) throws RefusedException {
    try (JsonParser parser = JSON.createParser(content.toArray())) {
      return parse.with(parser);
    } catch (StreamConstraintsException e) {
      throw new RefusedException(InventoryErrors.TOO_LARGE, prefix + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new RefusedException(InventoryErrors.MALFORMED, prefix + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(InventoryErrors.MALFORMED, prefix + "unreadable JSON", e);
    }
  }

  private InventorySnapshot document() throws IOException, RefusedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("must be a JSON object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Field field = Field.named(parser.currentName());
      parser.nextToken();
      seen.add(field);
      read(field);
    }
    if (parser.nextToken() != null) {
      throw malformed("something follows the JSON object");
    }
    for (Field field : Field.values()) {
      if (field.required && !seen.contains(field)) {
        throw malformed(field.jsonName + " is missing");
      }
    }
    for (DeviceFile file : deviceFiles.values()) {
      readDevices(file);
    }
    return builder.build(version);
  }

  private void readDevices(DeviceFile file) throws RefusedException {
    Bytes content = file.checked(files.content(file.name()));
    if (file.csv()) {
      CsvDevices.read(file.name(), content, floors.byName(), builder);
    } else {
      parse(
          file.name() + ": ",
          content,
          json -> {
            JsonDevices.read(file.name(), json, floors.byName(), builder);
            return file;
          });
    }
  }

  private void add(String where, JsonNode node) throws RefusedException {
    DeviceFile file = DeviceFile.read(where, node);
    if (deviceFiles.size() >= InventoryLimits.DEVICE_FILES_MAX_COUNT) {
      throw new RefusedException(
          InventoryErrors.TOO_LARGE,
          "more than " + InventoryLimits.DEVICE_FILES_MAX_COUNT + " deviceFiles");
    }
    if (deviceFiles.put(file.name(), file) != null) {
      throw malformed(where + ": " + file.name() + " appears twice");
    }
  }

  private void read(Field field) throws IOException, RefusedException {
    switch (field) {
      case VERSION -> version = readVersion();
      case ISSUED_AT -> readInstant();
      case CLASSES -> each((where, node) -> builder.add(DeviceClassReader.read(where, node)));
      case MANUFACTURERS ->
          each((where, node) -> builder.add(ManufacturerReader.read(where, node)));
      case DEVICES -> each((where, node) -> builder.add(DeviceReader.read(where, node)));
      case AUTHORITIES ->
          each((where, node) -> builder.add(AdvisoryAuthorityReader.read(where, node)));
      case PEER_GATEWAYS -> each((where, node) -> builder.add(PeerGatewayReader.read(where, node)));
      case PLAYBOOKS -> each((where, node) -> builder.add(PlaybookReader.read(where, node)));
      case THERAPY_FLOORS -> each(floors::add);
      case DEVICE_FILES -> each(this::add);
      case MUD_SERVICES ->
          builder.mudServices(MudServicesReader.read(field.jsonName, JSON.readTree(parser)));
    }
  }

  private long readVersion() throws IOException, RefusedException {
    JsonNode node = JSON.readTree(parser);
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < 1
        || node.longValue() > VERSION_MAX) {
      throw malformed("version must be a whole number from 1 to 2^53-1");
    }
    return node.longValue();
  }

  private void readInstant() throws IOException, RefusedException {
    JsonNode node = JSON.readTree(parser);
    try {
      Instant.parse(node.isTextual() ? node.textValue() : "");
    } catch (DateTimeParseException e) {
      throw malformed("issuedAt must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  private void each(Element element) throws IOException, RefusedException {
    String name = parser.currentName();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw malformed(name + " must be an array");
    }
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      element.accept(name + "[" + index + "]", JSON.readTree(parser));
    }
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(InventoryErrors.MALFORMED, detail);
  }

  private interface Element {
    void accept(String where, JsonNode node) throws RefusedException;
  }

  private enum Field {
    VERSION("version", true),
    ISSUED_AT("issuedAt", true),
    CLASSES("classes", true),
    MANUFACTURERS("manufacturers", true),
    DEVICES("devices", true),
    AUTHORITIES("authorities", false),
    MUD_SERVICES("mudServices", false),
    PEER_GATEWAYS("peerGateways", false),
    PLAYBOOKS("playbooks", false),
    THERAPY_FLOORS("therapyFloors", false),
    DEVICE_FILES("deviceFiles", false);

    private final String jsonName;
    private final boolean required;

    Field(String jsonName, boolean required) {
      this.jsonName = jsonName;
      this.required = required;
    }

    static Field named(String name) throws RefusedException {
      for (Field field : values()) {
        if (field.jsonName.equals(name)) {
          return field;
        }
      }
      throw malformed("unknown field " + name);
    }
  }
}
