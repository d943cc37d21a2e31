package org.wardgate.updater.feature;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle as a feature names it.
 *
 * @param key its group and artifact, {@code group:artifact}
 * @param fileName of its jar in the set, which is flat
 */
public record NamedBundle(String key, String fileName) {
  private static final Pattern ID =
      Pattern.compile("([A-Za-z0-9_.-]{1,128}):([A-Za-z0-9_.-]{1,128}):([A-Za-z0-9_.+-]{1,64})");
  private static final int START_ORDER_MAX = 99;

  /** From a member of {@code bundles}: an id, or an object with an id and perhaps an order. */
  static NamedBundle of(Object json) {
    if (json instanceof String id) {
      return ofId(id);
    }
    Map<String, Object> members = Members.object(json, "bundle");
    NamedBundle bundle = ofId(Members.text(members.getOrDefault("id", ""), "id"));
    Object order = members.get("start-order");
    if (order != null) {
      int value = Members.integer(order, "start-order of " + bundle.key);
      if (value < 1 || value > START_ORDER_MAX) {
        throw new IllegalArgumentException("start-order must be 1 to " + START_ORDER_MAX);
      }
    }
    return bundle;
  }

  /** From {@code group:artifact:version}. */
  static NamedBundle ofId(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches() || id.contains("..")) {
      throw new IllegalArgumentException("not group:artifact:version: " + id);
    }
    return new NamedBundle(
        matcher.group(1) + ":" + matcher.group(2),
        matcher.group(2) + "-" + matcher.group(3) + ".jar");
  }
}
