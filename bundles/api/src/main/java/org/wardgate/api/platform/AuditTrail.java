package org.wardgate.api.platform;

/**
 * The platform's own audit log, beside the journal. Optional: a platform without one has no such
 * service. Thread-safe; never blocks long, never throws.
 */
public interface AuditTrail {
  /**
   * Notes what somebody did.
   *
   * @param operator who
   * @param entrypoint over what: {@code rest}, {@code cloud} or {@code file}
   * @param address where from, empty if unknown
   * @param action what, one line
   * @param succeeded whether it was done
   */
  void note(String operator, String entrypoint, String address, String action, boolean succeeded);
}
