package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;

/** Reads {@code {"reason":"…"}} and nothing else. */
final class ReasonBody {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ReasonBody() {}

  /**
   * The operator's reason.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static String read(byte[] body) throws RefusedException {
    try (JsonParser parser = FACTORY.createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "the body must be an object");
      expect("reason".equals(parser.nextFieldName()), "the body must have one member, reason");
      expect(parser.nextToken() == JsonToken.VALUE_STRING, "reason must be a string");
      String reason = parser.getText();
      expect(parser.nextToken() == JsonToken.END_OBJECT, "the body must have one member, reason");
      expect(parser.nextToken() == null, "there is something behind the object");
      return checked(reason);
    } catch (JsonProcessingException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "not UTF-8", e);
    }
  }

  private static String checked(String reason) throws RefusedException {
    expect(!reason.isBlank(), "reason must not be blank");
    expect(
        reason.length() <= Command.REASON_MAX_CHARS,
        "reason must have at most " + Command.REASON_MAX_CHARS + " characters");
    expect(Problem.clean(reason).equals(reason), "reason must be one printable line");
    return reason;
  }

  private static void expect(boolean kept, String rule) throws RefusedException {
    if (!kept) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, rule);
    }
  }
}
