package org.wardgate.cloud.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.RefusedException;
import org.wardgate.cloud.command.SignedCommand.Kind;

/**
 * Reads a command: one flat JSON object, {@code sequence} a number, everything else text. Each
 * member exactly once, none that the command does not have. Stateless.
 */
final class CommandReader {
  /** Largest command, in bytes; a package's signature in base64 fits. */
  static final int COMMAND_MAX_BYTES = 65_536;

  private static final int MEMBERS_MAX_COUNT = 16;
  private static final int REASON_MAX_CHARS = Command.REASON_MAX_CHARS;
  private static final int TEXT_MAX_CHARS = 256;
  private static final int LOCATION_MAX_CHARS = 2_048;
  private static final String SEQUENCE = "sequence";
  private static final String LOCATION = "location";
  private static final String SIGNATURE = "signature";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1)
                  .maxNumberLength(19)
                  .maxStringLength(COMMAND_MAX_BYTES)
                  .build())
          .build();

  private CommandReader() {}

  /**
   * Reads a command.
   *
   * @throws RefusedException WG-CLD-0007
   */
  static SignedCommand read(Bytes json) throws RefusedException {
    if (json.length() > COMMAND_MAX_BYTES) {
      throw bad("longer than " + COMMAND_MAX_BYTES + " bytes");
    }
    try (JsonParser parser = JSON.createParser(json.toArray())) {
      return command(members(parser));
    } catch (IOException | DateTimeException | NumberFormatException e) {
      throw new RefusedException(
          CloudErrors.BAD_COMMAND, "not a flat JSON object of the documented members", e);
    }
  }

  private static Map<String, String> members(JsonParser parser)
      throws IOException, RefusedException {
    Map<String, String> members = new HashMap<>();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw bad("no JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      JsonToken wanted =
          name.equals(SEQUENCE) ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING;
      if (value != wanted || members.size() >= MEMBERS_MAX_COUNT) {
        throw bad("a member of the wrong type, or too many");
      }
      members.put(name, parser.getText());
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw bad("something follows the object");
    }
    return members;
  }

  private static SignedCommand command(Map<String, String> members) throws RefusedException {
    String word = take(members, "command", TEXT_MAX_CHARS);
    Optional<Kind> kind = Stream.of(Kind.values()).filter(k -> k.word().equals(word)).findFirst();
    if (kind.isEmpty()) {
      throw bad("an unknown command");
    }
    Map<String, String> arguments = new HashMap<>();
    for (String name : kind.get().argumentNames()) {
      arguments.put(name, take(members, name, maxChars(name)));
    }
    SignedCommand command =
        new SignedCommand(
            take(members, "gateway", TEXT_MAX_CHARS),
            Long.parseLong(take(members, SEQUENCE, TEXT_MAX_CHARS)),
            Instant.parse(take(members, "expires", TEXT_MAX_CHARS)),
            kind.get(),
            take(members, "reason", REASON_MAX_CHARS),
            arguments);
    if (!members.isEmpty() || command.sequence() < 1) {
      throw bad("a member that this command does not have, or no positive sequence number");
    }
    return command;
  }

  private static int maxChars(String argument) {
    return switch (argument) {
      case SIGNATURE -> COMMAND_MAX_BYTES;
      case LOCATION -> LOCATION_MAX_CHARS;
      default -> TEXT_MAX_CHARS;
    };
  }

  private static String take(Map<String, String> members, String name, int maxChars)
      throws RefusedException {
    String value = members.remove(name);
    if (value == null || value.isBlank() || value.length() > maxChars) {
      throw bad("no " + name + ", or one that is too long");
    }
    return value;
  }

  private static RefusedException bad(String detail) {
    return new RefusedException(CloudErrors.BAD_COMMAND, detail);
  }
}
