package org.wardgate.api;

import java.util.regex.Pattern;

/**
 * Ties an intent to the event that answers it, and a request to everything it caused.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._:-]}
 */
public record CorrelationId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /**
   * @throws IllegalArgumentException if the form is not kept
   */
  public CorrelationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("correlation id must match " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
