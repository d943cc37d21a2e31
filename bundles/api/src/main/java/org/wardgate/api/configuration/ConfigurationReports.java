package org.wardgate.api.configuration;

import java.util.List;
import org.wardgate.api.error.RefusedException;

/**
 * Where a component says that it did not take a value it was configured with, and why. Status and
 * journal show it until the component says that it has taken its configuration. Never blocks and
 * never throws; thread-safe. The service is there before any component that is configured.
 */
public interface ConfigurationReports {
  /** Most rejections kept at a time. */
  int REFUSALS_MAX_COUNT = 256;

  /**
   * The configuration was not taken: the last good one stays in force, or none.
   *
   * @param pid the component's (a factory instance: its own) persistent identity
   * @param refusals each value that was not taken, at most 32 are kept
   */
  void refused(String pid, List<Refusal> refusals);

  /** The configuration was taken as it is. Idempotent. */
  void accepted(String pid);

  /**
   * The component has looked at a configuration it was given, and has said before this what it did
   * not take of it. Said each time, even if nothing changed.
   */
  default void considered(String pid) {}

  /** How often that was said of the component; 0 if it never was, or nobody counts. */
  default long consideredCount(String pid) {
    return 0;
  }

  /** What is refused now, of all components. */
  List<Refused> current();

  /** The last good configurations of all components. */
  default LastGood lastGood() {
    return LastGood.NONE;
  }

  /**
   * A value that was not taken.
   *
   * @param property its attribute
   * @param value as configured, shortened; never that of a password
   * @param cause code, reason and detail
   */
  record Refusal(String property, String value, RefusedException cause) {}

  /**
   * A refusal and whose it is.
   *
   * @param pid the component's
   * @param refusal what and why
   */
  record Refused(String pid, Refusal refusal) {}
}
