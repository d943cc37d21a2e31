package org.wardgate.api.policy;

import java.util.regex.Pattern;

/**
 * Names a {@link PolicySet} by its content.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record ProfileId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /**
   * @throws IllegalArgumentException if the form is not kept
   */
  public ProfileId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("profile id must match " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
