package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * The members of a flat JSON object, of which some may be missing. What is not asked for is refused
 * by {@link #nothingElse}. For one thread.
 */
final class Members {
  private static final int TEXT_MAX_CHARS = 512;
  private static final int NUMBER_MAX_CHARS = 24;
  private static final int MEMBERS_MAX_COUNT = 128;

  private final Map<String, Object> found;
  private final Set<String> asked = new HashSet<>();

  private Members(Map<String, Object> found) {
    this.found = found;
  }

  /**
   * Reads a body.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  static Members read(byte[] body) throws RefusedException {
    Map<String, Object> found = new HashMap<>();
    try (JsonParser parser = factory().createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "the body must be an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(found.size() < MEMBERS_MAX_COUNT, "too many members");
        found.put(name, value(parser));
      }
      expect(parser.currentToken() == JsonToken.END_OBJECT, "the body must be a flat object");
      expect(parser.nextToken() == null, "there is something behind the object");
    } catch (JsonProcessingException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "not UTF-8", e);
    }
    return new Members(found);
  }

  private static Object value(JsonParser parser) throws IOException, RefusedException {
    return switch (parser.nextToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw bad("a member is neither text, number nor truth value");
    };
  }

  /** A text, if it is there. */
  Optional<String> text(String name) throws RefusedException {
    return of(name, String.class, "a text");
  }

  /** A text that must be there. */
  String requiredText(String name) throws RefusedException {
    return text(name).orElseThrow(() -> bad(name + " is missing"));
  }

  /** A number within bounds, if it is there. */
  Optional<Double> number(String name, double min, double max) throws RefusedException {
    Optional<Double> value = of(name, Double.class, "a number");
    if (value.isPresent() && !(value.get() >= min && value.get() <= max)) {
      throw bad(name + " must be " + min + " to " + max);
    }
    return value;
  }

  /** A whole number within bounds, if it is there. */
  Optional<Long> whole(String name, long min, long max) throws RefusedException {
    Optional<Double> value = number(name, (double) min, (double) max);
    if (value.isPresent() && value.get() != Math.rint(value.get())) {
      throw bad(name + " must be a whole number");
    }
    return value.map(Double::longValue);
  }

  /** A truth value, if it is there. */
  Optional<Boolean> truth(String name) throws RefusedException {
    return of(name, Boolean.class, "a truth value");
  }

  /** One of certain words in lower case, if it is there. */
  <T extends Enum<T>> Optional<T> word(String name, Class<T> kind) throws RefusedException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (T one : kind.getEnumConstants()) {
      if (one.name().equalsIgnoreCase(text.get().replace('-', '_'))) {
        return Optional.of(one);
      }
    }
    throw bad(name + " must be one of " + List.of(kind.getEnumConstants()));
  }

  /** Names that are there and begin with a prefix. */
  List<String> beginning(String prefix) {
    return found.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
  }

  /**
   * Refuses what nobody asked for.
   *
   * @throws RefusedException {@link ConsoleErrors#BAD_REQUEST}
   */
  void nothingElse() throws RefusedException {
    for (String name : found.keySet()) {
      expect(asked.contains(name), "the member " + name + " is not known here");
    }
  }

  private <T> Optional<T> of(String name, Class<T> kind, String what) throws RefusedException {
    asked.add(name);
    Object value = found.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!kind.isInstance(value)) {
      throw bad(name + " must be " + what);
    }
    return Optional.of(kind.cast(value));
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(2)
                .maxStringLength(TEXT_MAX_CHARS)
                .maxNumberLength(NUMBER_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static void expect(boolean kept, String rule) throws RefusedException {
    if (!kept) {
      throw bad(rule);
    }
  }

  static RefusedException bad(String rule) {
    return new RefusedException(ConsoleErrors.BAD_REQUEST, rule);
  }
}
