package org.wardgate.console.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code as people read and type it, {@code N-XXXX-XXXX-XXXX}: its number, and 60 random bits in
 * Crockford's Base32, which has no letters that are mistaken for digits. Immutable.
 *
 * @param number of the code, 1 to {@link BreakGlassCodes#NUMBER_MAX}
 * @param secret 12 characters of the alphabet
 */
record BreakGlassCode(int number, String secret) {
  /** Longest text looked at. */
  static final int TEXT_MAX_CHARS = 40;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SECRET_CHARS = 12;
  private static final int GROUP_CHARS = 4;
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,4})-([0-9A-HJKMNP-TV-Z]{" + SECRET_CHARS + "})");

  static BreakGlassCode draw(int number, SecureRandom random) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < SECRET_CHARS; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new BreakGlassCode(number, secret.toString());
  }

  /** What was typed, whatever its case, its spaces and its dashes after the number. */
  static Optional<BreakGlassCode> of(String typed) {
    if (typed.length() > TEXT_MAX_CHARS) {
      return Optional.empty();
    }
    String plain = typed.strip().toUpperCase(Locale.ROOT).replace(' ', '-');
    int first = plain.indexOf('-');
    if (first < 0) {
      return Optional.empty();
    }
    // O, I and L are what people read 0 and 1 as
    String secret =
        plain
            .substring(first + 1)
            .replace("-", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    Matcher form = FORM.matcher(plain.substring(0, first) + "-" + secret);
    return form.matches()
        ? Optional.of(new BreakGlassCode(Integer.parseInt(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  String text() {
    StringBuilder text = new StringBuilder(String.valueOf(number));
    for (int i = 0; i < SECRET_CHARS; i += GROUP_CHARS) {
      text.append('-').append(secret, i, i + GROUP_CHARS);
    }
    return text.toString();
  }

  SlowHash hash(SecureRandom random) {
    return SlowHash.make(secret, random);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "break-glass code " + number;
  }
}
