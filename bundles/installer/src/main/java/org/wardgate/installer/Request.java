package org.wardgate.installer;

import java.util.Map;

/**
 * What the updater asks for.
 *
 * @param back whether to go back to the set before, rather than to install
 * @param id of the update; when going back of the set before, or empty
 */
record Request(boolean back, String id) {

  static Request of(Map<String, String> properties) {
    String action = properties.getOrDefault("action", "");
    String id = properties.getOrDefault("id", "");
    if (!action.equals("install") && !action.equals("back")) {
      throw new IllegalArgumentException("action must be install or back");
    }
    if (!id.matches("[0-9a-f]{64}") && !(action.equals("back") && id.matches("[a-z]{0,32}"))) {
      throw new IllegalArgumentException("id must be 64 hexadecimal digits");
    }
    return new Request(action.equals("back"), id);
  }
}
