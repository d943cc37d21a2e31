package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/** Reads an object of certain texts and nothing else. */
final class TextMembers {

  private TextMembers() {}

  /**
   * The texts, in the order of their names.
   *
   * @param names all of which must be there, once
   * @param textMaxChars longest text
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static List<String> read(byte[] body, List<String> names, int textMaxChars)
      throws RefusedException {
    return read(body, names, Set.of(), textMaxChars);
  }

  /**
   * The texts, in the order of their names.
   *
   * @param names all of which must be there, once
   * @param whole those that are whole numbers instead, here as text
   * @param textMaxChars longest text
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static List<String> read(byte[] body, List<String> names, Set<String> whole, int textMaxChars)
      throws RefusedException {
    String wanted = "the body must have the members " + String.join(", ", names);
    Map<String, String> found = new HashMap<>();
    try (JsonParser parser = factory(textMaxChars).createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "the body must be an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(names.contains(name), wanted);
        boolean number = whole.contains(name);
        expect(
            parser.nextToken() == (number ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING),
            name + (number ? " must be a whole number" : " must be a string"));
        found.put(name, parser.getText());
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT, wanted);
      expect(parser.nextToken() == null, "there is something behind the object");
    } catch (JsonProcessingException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "not UTF-8", e);
    }
    expect(found.size() == names.size(), wanted);
    return names.stream().map(name -> found.getOrDefault(name, "")).toList();
  }

  private static JsonFactory factory(int textMaxChars) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(2)
                .maxStringLength(textMaxChars)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static void expect(boolean kept, String rule) throws RefusedException {
    if (!kept) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, rule);
    }
  }
}
