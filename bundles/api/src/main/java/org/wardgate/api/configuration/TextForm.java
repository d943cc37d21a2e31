package org.wardgate.api.configuration;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;

/** Texts of configurations and their forms. */
final class TextForm {
  private TextForm() {}

  /** One line without spaces around it. */
  static String line(String text, int maxChars) throws RefusedException {
    return unchanged(text.strip(), maxChars);
  }

  static String unchanged(String text, int maxChars) throws RefusedException {
    limit(text, maxChars);
    if (text.codePoints().anyMatch(TextForm::unprintable)) {
      throw bad("unprintable characters");
    }
    return text;
  }

  static String lines(String text, int maxChars) throws RefusedException {
    limit(text, maxChars);
    if (text.codePoints().anyMatch(c -> unprintable(c) && c != '\n' && c != '\r' && c != '\t')) {
      throw bad("unprintable characters");
    }
    return text;
  }

  static String matching(String text, int maxChars, Pattern pattern, String wanted)
      throws RefusedException {
    String line = line(text, maxChars);
    if (!pattern.matcher(line).matches()) {
      throw bad(wanted);
    }
    return line;
  }

  static String option(String text, Set<String> options) throws RefusedException {
    if (!options.contains(text)) {
      throw new RefusedException(
          ConfigurationErrors.OUT_OF_RANGE, "one of " + String.join(", ", new TreeSet<>(options)));
    }
    return text;
  }

  static URI uri(String text, Set<String> schemes) throws RefusedException {
    URI uri = URI.create(text);
    if (uri.getScheme() == null
        || uri.getHost() == null
        || !schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
      throw bad("an address with a host and " + String.join(" or ", new TreeSet<>(schemes)));
    }
    return uri;
  }

  static <T> T parsed(String text, Checked.Form<T> form) throws RefusedException {
    try {
      return form.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConfigurationErrors.BAD_VALUE, String.valueOf(e.getMessage()), e);
    }
  }

  private static void limit(String text, int maxChars) throws RefusedException {
    if (text.length() > maxChars) {
      throw new RefusedException(
          ConfigurationErrors.OUT_OF_RANGE, text.length() + " characters; at most " + maxChars);
    }
  }

  private static boolean unprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static RefusedException bad(String wanted) {
    return new RefusedException(ConfigurationErrors.BAD_VALUE, wanted);
  }
}
