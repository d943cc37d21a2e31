package org.wardgate.trust;

import java.util.List;
import org.wardgate.api.trust.Opinion;

/**
 * How far sources contradict each other (Jøsang 2016, degree of conflict): the distance of the
 * projected probabilities times the certainty that both have, of the two that do so most.
 */
final class Conflict {
  private Conflict() {}

  /** 0 (none) to 1; 0 for fewer than two. */
  static double among(List<Opinion> opinions) {
    double most = 0;
    for (int i = 0; i < opinions.size(); i++) {
      for (int j = i + 1; j < opinions.size(); j++) {
        most = Math.max(most, between(opinions.get(i), opinions.get(j)));
      }
    }
    return most;
  }

  /** Of two opinions. */
  static double between(Opinion one, Opinion other) {
    double distance = Math.abs(one.projectedProbability() - other.projectedProbability());
    return Math.min(1, distance) * (1 - one.uncertainty()) * (1 - other.uncertainty());
  }
}
