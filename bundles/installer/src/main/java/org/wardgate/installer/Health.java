package org.wardgate.installer;

import java.util.List;
import java.util.Set;

/** Whether what runs is well. Thread-safe. */
public interface Health {

  /** How the set's components are now. */
  Baseline baseline();

  /** The set's components that are not satisfied and should be, one line each. */
  List<String> components(Baseline before);

  /**
   * Starts those of the set's components anew whose activation failed; their names. One that failed
   * because the framework was busy (a lock not had in time) need not fail again.
   */
  List<String> startAgain();

  /** Asks the probes of these names; one line for each that is missing or not content. */
  List<String> probe(List<String> names);

  /** Watches from now on whether bundles of the set stop. */
  Watch watch();

  /**
   * How components were before something changed, by name.
   *
   * @param well those that were satisfied
   * @param ailing those that were not
   */
  record Baseline(Set<String> well, Set<String> ailing) {
    /** Copies the sets. */
    public Baseline {
      well = Set.copyOf(well);
      ailing = Set.copyOf(ailing);
    }
  }

  /** Bundles watched. */
  interface Watch extends AutoCloseable {
    /** The set's bundles that stopped since, one line each. */
    List<String> stopped();

    @Override
    void close();
  }
}
