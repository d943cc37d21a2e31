package org.wardgate.references.corim;

import java.util.List;

/**
 * A reference or endorsed-value triple.
 *
 * @param environment what it speaks about
 * @param measurements what it says
 */
public record MeasuredTriple(Environment environment, List<Measurement> measurements) {
  /** Copies the list. */
  public MeasuredTriple {
    measurements = List.copyOf(measurements);
  }
}
