package org.wardgate.vulnerabilities.assess;

import java.time.Instant;
import java.util.List;
import org.wardgate.vulnerabilities.model.Content.Statements;

/**
 * Statements with who made them.
 *
 * @param speakers on whose behalf they were signed, at least one
 * @param statements what they say
 * @param at when the document was issued
 */
public record Source(List<Speaker> speakers, Statements statements, Instant at) {
  /** Copies the list. */
  public Source {
    speakers = List.copyOf(speakers);
  }

  /** Whether it counts for that firmware. */
  boolean mayJudge(Firmware firmware) {
    return speakers.stream().anyMatch(speaker -> speaker.mayJudge(firmware));
  }

  /** Who speaks; each is asked for its newest word. */
  String speaker() {
    return speakers.get(0).id();
  }
}
