package org.wardgate.kura.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The list of what Kura has.
 *
 * @param packages version by name
 * @param types in the list's order
 */
record Expected(Map<String, String> packages, List<Type> types) {
  /**
   * A type.
   *
   * @param kind class, interface or enum
   * @param name binary
   * @param over superclass or superinterface, if one is listed
   * @param members name and descriptor; {@code +} static, {@code *} throws KuraException
   */
  record Type(String kind, String name, String over, List<String> members) {}

  static Expected read() {
    Map<String, String> packages = new LinkedHashMap<>();
    List<Type> types = new ArrayList<>();
    for (String line : lines()) {
      String[] words = line.split(" ");
      if (words[0].equals("package")) {
        packages.put(words[2], words[1]);
      } else if (words[0].equals("class")) {
        String over = words.length > 4 ? words[4] : "";
        types.add(new Type(words[1], words[2], over, new ArrayList<>()));
      } else {
        types.get(types.size() - 1).members().add(line);
      }
    }
    return new Expected(packages, types);
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(Expected.class.getResourceAsStream("/signatures.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
