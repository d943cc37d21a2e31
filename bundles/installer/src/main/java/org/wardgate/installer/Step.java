package org.wardgate.installer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the updater is to journal.
 *
 * @param state the name of an {@code UpdateState}
 * @param code why, empty if it went well
 * @param detail one line for people
 */
record Step(String state, String code, String detail) {

  static final String INSTALLING = "INSTALLING";
  static final String ON_PROBATION = "ON_PROBATION";
  static final String COMMITTED = "COMMITTED";
  static final String PUT_BACK = "PUT_BACK";
  static final String REFUSED = "REFUSED";

  /** Longest detail, in characters. */
  static final int DETAIL_MAX_CHARS = 200;

  Step {
    String line = detail.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    detail = line.length() > DETAIL_MAX_CHARS ? line.substring(0, DETAIL_MAX_CHARS) : line;
  }

  Map<String, String> properties(State after, Instant at) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("id", after.id());
    properties.put("number", Long.toString(after.number()));
    properties.put("version", after.version());
    properties.put("from", after.from());
    properties.put("state", state);
    properties.put("code", code);
    properties.put("detail", detail);
    properties.put("at", at.toString());
    return properties;
  }
}
