package org.wardgate.integration.benchmarks.campaign;

import org.wardgate.api.Bytes;

/** Something good to spoil, and who must refuse what comes of it. Thread-safe. */
interface Target {
  /** For people. */
  String name();

  /** The good one. */
  Bytes good();

  /**
   * Gives a spoilt one to the verifier.
   *
   * @return what came of it; never {@link Verdict#ADMITTED} unless the verifier is wrong
   */
  Verdict verify(Bytes spoilt);

  /** What a verifier made of it. */
  enum Verdict {
    /** Refused with a code. */
    REFUSED,
    /** Authentic, but not affirmed. */
    NOT_AFFIRMED,
    /** Only bytes differ that nobody vouches for and nobody reads. */
    THE_SAME,
    /** Believed, although nobody said so: a finding. */
    ADMITTED
  }
}
