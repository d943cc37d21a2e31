package org.wardgate.attestation.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;

/**
 * A node of a profile with the path that leads to it, for example {@code $.rules[3].when.all[1]}.
 * Every refusal names that path.
 *
 * @param path from the root
 * @param node the value
 */
record ProfileNode(String path, JsonNode node) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  RefusedException refused(String what) {
    return new RefusedException(ProfileErrors.BAD_PROFILE, path + ": " + what);
  }

  /** Requires an object without members that are not known. */
  ProfileNode object(Set<String> known) throws RefusedException {
    if (!node.isObject()) {
      throw refused("must be an object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw refused("unknown member '" + name + "'");
      }
    }
    return this;
  }

  boolean has(String member) {
    return node.has(member);
  }

  /** A member, missing or not. */
  ProfileNode at(String member) {
    return new ProfileNode(path + "." + member, node.path(member));
  }

  /** The elements of an array. */
  List<ProfileNode> elements(int minCount, int maxCount) throws RefusedException {
    if (!node.isArray() || node.size() < minCount || node.size() > maxCount) {
      throw refused("must be an array of " + minCount + " to " + maxCount);
    }
    List<ProfileNode> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new ProfileNode(path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** As {@link #elements}, empty if the member is absent. */
  List<ProfileNode> optionalElements(int maxCount) throws RefusedException {
    return node.isMissingNode() ? List.of() : elements(0, maxCount);
  }

  /** The members of an object, in order. */
  Map<String, ProfileNode> members(int minCount, int maxCount) throws RefusedException {
    if (!node.isObject() || node.size() < minCount || node.size() > maxCount) {
      throw refused("must be an object of " + minCount + " to " + maxCount + " members");
    }
    Map<String, ProfileNode> members = new HashMap<>();
    node.properties().forEach(e -> members.put(e.getKey(), at(e.getKey())));
    return members;
  }

  String text(int maxChars) throws RefusedException {
    if (!node.isTextual() || node.textValue().isBlank() || node.textValue().length() > maxChars) {
      throw refused("must be a string of 1 to " + maxChars + " characters");
    }
    return node.textValue();
  }

  String id() throws RefusedException {
    if (!node.isTextual() || !ID.matcher(node.textValue()).matches()) {
      throw refused("must match " + ID.pattern());
    }
    return node.textValue();
  }

  long integer(long min, long max) throws RefusedException {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < min
        || node.longValue() > max) {
      throw refused("must be a whole number from " + min + " to " + max);
    }
    return node.longValue();
  }

  boolean bool() throws RefusedException {
    if (!node.isBoolean()) {
      throw refused("must be true or false");
    }
    return node.booleanValue();
  }
}
