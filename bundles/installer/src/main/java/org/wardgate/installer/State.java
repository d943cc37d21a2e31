package org.wardgate.installer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the installer stands, as it survives a power cut.
 *
 * @param phase what it is about
 * @param id of the update, empty if there never was one
 * @param version it brings
 * @param previous id of the set that ran before
 * @param from version of the set that ran before
 * @param boot the start of the process that wrote this
 * @param since when the phase began
 * @param number of the last step
 * @param code why the update does not run, empty if it does
 * @param detail the same for people
 * @param back whether the operator asked for the set before
 * @param tries how often putting the set before back was begun
 */
public record State(
    Phase phase,
    String id,
    String version,
    String previous,
    String from,
    String boot,
    Instant since,
    long number,
    String code,
    String detail,
    boolean back,
    int tries) {

  /** Before the first update. */
  public static final State NEW =
      new State(Phase.IDLE, "", "", "", "", "", Instant.EPOCH, 0, "", "", false, 0);

  /** The same in another phase. */
  State in(Phase next, String boot, Instant at) {
    return new State(
        next, id, version, previous, from, boot, at, number, code, detail, back, tries);
  }

  /** The same after a step. */
  State counted(long steps) {
    return new State(
        phase, id, version, previous, from, boot, since, number + steps, code, detail, back, tries);
  }

  /** The same with why it does not run. */
  State because(String fault, String why) {
    return new State(
        phase, id, version, previous, from, boot, since, number, fault, why, back, tries);
  }

  /** The same after one more try to put the set before back. */
  State triedOnceMore() {
    return new State(
        phase, id, version, previous, from, boot, since, number, code, detail, back, tries + 1);
  }

  /** The same about an update of which nothing is known. */
  State about(String other) {
    return new State(phase, other, "", "", from, boot, since, number, "", "", false, 0);
  }

  /** Whether the set before could not be put back. */
  boolean isStuck() {
    return phase == Phase.GOING_BACK && code.equals(Fault.STUCK.code());
  }

  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("phase", phase.name());
    properties.put("action", back ? "back" : "install");
    properties.put("id", id);
    properties.put("version", version);
    properties.put("previous", previous);
    properties.put("from", from);
    properties.put("boot", boot);
    properties.put("since", since.toString());
    properties.put("number", Long.toString(number));
    properties.put("code", code);
    properties.put("detail", detail);
    properties.put("tries", Integer.toString(tries));
    return properties;
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static State of(Map<String, String> properties) {
    try {
      return new State(
          Phase.valueOf(properties.getOrDefault("phase", "")),
          properties.getOrDefault("id", ""),
          properties.getOrDefault("version", ""),
          properties.getOrDefault("previous", ""),
          properties.getOrDefault("from", ""),
          properties.getOrDefault("boot", ""),
          Instant.parse(properties.getOrDefault("since", "")),
          Long.parseLong(properties.getOrDefault("number", "")),
          properties.getOrDefault("code", ""),
          properties.getOrDefault("detail", ""),
          "back".equals(properties.get("action")),
          Integer.parseInt(properties.getOrDefault("tries", "0")));
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("since is not an instant", e);
    }
  }
}
