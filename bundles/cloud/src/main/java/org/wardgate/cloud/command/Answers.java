package org.wardgate.cloud.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;

/** What the cloud hears of a command: one JSON object. Stateless. */
final class Answers {
  private static final JsonFactory JSON = new JsonFactory();

  private Answers() {}

  /**
   * It was carried out.
   *
   * @param subject what it was about
   * @param state of that now
   */
  static Bytes done(String gatewayId, SignedCommand command, String subject, String state) {
    return write(
        gatewayId,
        Optional.of(command),
        generator -> {
          generator.writeStringField("outcome", "done");
          generator.writeStringField("subject", subject);
          generator.writeStringField("state", state);
        });
  }

  /** It was not. */
  static Bytes refused(String gatewayId, Optional<SignedCommand> command, Problem problem) {
    return write(
        gatewayId,
        command,
        generator -> {
          generator.writeStringField("outcome", "refused");
          generator.writeStringField("code", problem.code());
          generator.writeStringField("reason", problem.reason());
          generator.writeStringField("detail", problem.detail());
          generator.writeStringField("remedy", problem.remedy());
        });
  }

  private interface Part {
    void write(JsonGenerator generator) throws IOException;
  }

  private static Bytes write(String gatewayId, Optional<SignedCommand> command, Part part) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(content)) {
      generator.writeStartObject();
      generator.writeStringField("gateway", gatewayId);
      if (command.isPresent()) {
        generator.writeNumberField("sequence", command.get().sequence());
        generator.writeStringField("command", command.get().command().word());
      }
      part.write(generator);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return Bytes.of(content.toByteArray());
  }
}
