package org.wardgate.attestation.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;

/**
 * A node of a case file with the path that leads to it.
 *
 * @param path from the root
 * @param node the value
 */
record CaseNode(String path, JsonNode node) {
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2}){0,4096}");
  private static final int MEMBERS_MAX_COUNT = 256;

  RefusedException refused(String what) {
    return new RefusedException(ProfileErrors.BAD_CASE, path + ": " + what);
  }

  /** Requires an object without members that are not known. */
  void object(String... known) throws RefusedException {
    Set<String> names = new HashSet<>(Arrays.asList(known));
    if (!node.isObject()) {
      throw refused("must be an object");
    }
    for (Iterator<String> found = node.fieldNames(); found.hasNext(); ) {
      String name = found.next();
      if (!names.contains(name)) {
        throw refused("unknown member '" + name + "'");
      }
    }
  }

  boolean has(String member) {
    return node.has(member);
  }

  CaseNode at(String member) {
    return new CaseNode(path + "." + member, node.path(member));
  }

  List<CaseNode> elements(int maxCount) throws RefusedException {
    if (!node.isArray() || node.size() > maxCount) {
      throw refused("must be an array of at most " + maxCount);
    }
    List<CaseNode> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new CaseNode(path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  Map<String, CaseNode> members() throws RefusedException {
    if (!node.isObject() || node.size() > MEMBERS_MAX_COUNT) {
      throw refused("must be an object of at most " + MEMBERS_MAX_COUNT + " members");
    }
    Map<String, CaseNode> members = new HashMap<>();
    node.properties().forEach(e -> members.put(e.getKey(), at(e.getKey())));
    return members;
  }

  Map<String, Boolean> booleans() throws RefusedException {
    Map<String, Boolean> booleans = new HashMap<>();
    for (Map.Entry<String, CaseNode> member : members().entrySet()) {
      booleans.put(member.getKey(), member.getValue().bool());
    }
    return booleans;
  }

  String text() throws RefusedException {
    if (!node.isTextual()) {
      throw refused("must be a string");
    }
    return node.textValue();
  }

  Bytes hex() throws RefusedException {
    if (!HEX.matcher(text()).matches()) {
      throw refused("must be lower-case hexadecimal");
    }
    return Bytes.ofHex(text());
  }

  Bytes base64() throws RefusedException {
    try {
      return Bytes.of(Base64.getDecoder().decode(text()));
    } catch (IllegalArgumentException e) {
      throw refused("must be base64");
    }
  }

  boolean bool() throws RefusedException {
    if (!node.isBoolean()) {
      throw refused("must be true or false");
    }
    return node.booleanValue();
  }

  long integer() throws RefusedException {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw refused("must be a whole number");
    }
    return node.longValue();
  }

  int integer(int min, int max) throws RefusedException {
    long value = integer();
    if (value < min || value > max) {
      throw refused("must be from " + min + " to " + max);
    }
    return (int) value;
  }

  <E extends Enum<E>> E constant(Class<E> of) throws RefusedException {
    String text = text();
    for (E constant : of.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw refused("unknown value");
  }
}
