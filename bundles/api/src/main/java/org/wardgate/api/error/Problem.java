package org.wardgate.api.error;

/**
 * A refusal as a value: what is journaled, shown and sent to the cloud.
 *
 * @param code stable code of the catalogue
 * @param reason one line, from the catalogue
 * @param detail what of this case led to it; one line, at most 200 characters, printable
 * @param remedy one line, from the catalogue
 */
public record Problem(String code, String reason, String detail, String remedy) {
  /** Longest detail kept, in characters. */
  public static final int DETAIL_MAX_CHARS = 200;

  /** Cleans the detail. */
  public Problem {
    detail = clean(detail);
  }

  /** A problem from its catalogue entry. */
  public static Problem of(ErrorCode errorCode, String detail) {
    return new Problem(errorCode.code(), errorCode.reason(), detail, errorCode.remedy());
  }

  /** Replaces what is not printable (control, format, line separators) and cuts to the limit. */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), DETAIL_MAX_CHARS));
    text.codePoints()
        .limit(DETAIL_MAX_CHARS)
        .map(c -> printable(c) ? c : '?')
        .forEach(clean::appendCodePoint);
    return clean.length() <= DETAIL_MAX_CHARS
        ? clean.toString()
        : clean.substring(0, DETAIL_MAX_CHARS);
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** One line for people: code, reason, detail. */
  public String line() {
    return detail.isEmpty() ? code + " " + reason : code + " " + reason + ": " + detail;
  }
}
