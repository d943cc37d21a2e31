package org.wardgate.api.error;

import java.util.regex.Pattern;

/**
 * One entry of the error catalogue: why something was refused and what a person can do about it.
 * Each stage keeps its entries as constants of one class in its own package; {@code docs/errors.md}
 * lists them all. A code never changes its meaning.
 *
 * @param code stable, {@code WG-<STAGE>-<4 digits>}, for example {@code WG-MUD-0007}
 * @param reason why, in one line, without data of the case
 * @param remedy what a person can do, in one line
 */
public record ErrorCode(String code, String reason, String remedy) {
  private static final Pattern FORM = Pattern.compile("WG-[A-Z]{3,4}-[0-9]{4}");

  /**
   * @throws IllegalArgumentException if the code's form is not kept
   */
  public ErrorCode {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("error code must match " + FORM.pattern());
    }
  }
}
