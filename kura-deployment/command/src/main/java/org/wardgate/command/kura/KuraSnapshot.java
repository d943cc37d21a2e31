package org.wardgate.command.kura;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.Feature;
import org.wardgate.launcher.feature.FeatureReader;

/**
 * Writes a Kura snapshot that configures a whole gateway: what feature files configure, and the
 * forms' defaults for everything else. Values with a variable are for another platform and left
 * out. The key store is not in it: Wardgate has Kura make one with a password nobody knows.
 *
 * @param repository where the bundles are if no other place is named
 */
public record KuraSnapshot(Path repository) implements Verb {
  /** What only another platform has. */
  private static final String ELSEWHERE = "org.wardgate.platform.felix";

  private static final String REPOSITORY = "--repository";
  private static final int FEATURES_MAX_COUNT = 16;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "kura snapshot [--repository DIR] [FEATURE.json ...]",
        Set.of(REPOSITORY),
        Set.of(),
        0,
        FEATURES_MAX_COUNT);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException, IOException {
    Path place = arguments.option(REPOSITORY).map(Path::of).orElse(repository);
    Map<String, Map<String, Object>> configured = new TreeMap<>();
    for (String file : arguments.operands()) {
      Feature feature = FeatureReader.read(Path.of(file));
      feature
          .configurations()
          .forEach(
              (pid, values) ->
                  configured.computeIfAbsent(pid, key -> new HashMap<>()).putAll(plain(values)));
    }
    String snapshot;
    try {
      Map<String, List<Attribute>> forms = Forms.of(place);
      forms.keySet().removeIf(pid -> pid.startsWith(ELSEWHERE));
      configured.keySet().removeIf(pid -> pid.startsWith(ELSEWHERE));
      snapshot = text(forms, configured);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(LauncherErrors.BAD_FEATURE, String.valueOf(e.getMessage()), e);
    }
    terminal.object(Map.of("snapshot", snapshot));
    if (!terminal.json()) {
      terminal.out().print(snapshot);
    }
    return Exit.ACCEPTED;
  }

  /** Without the types in the names, which the forms know better, and without variables. */
  private static Map<String, Object> plain(Map<String, Object> values) {
    Map<String, Object> plain = new HashMap<>();
    values.forEach(
        (key, value) -> {
          int colon = key.lastIndexOf(':');
          if (!String.valueOf(value).contains("${")) {
            plain.put(colon < 0 ? key : key.substring(0, colon), value);
          }
        });
    return plain;
  }

  /**
   * The snapshot's text.
   *
   * @throws IllegalArgumentException if something is configured that no form has, or that does not
   *     fit
   */
  static String text(
      Map<String, List<Attribute>> forms, Map<String, Map<String, Object>> configured) {
    SnapshotText text = new SnapshotText();
    forms.forEach(
        (pid, attributes) -> {
          Map<String, Object> values = new HashMap<>(configured.getOrDefault(pid, Map.of()));
          text.begin(pid);
          for (Attribute attribute : attributes) {
            Object value = values.remove(attribute.id());
            List<String> texts = value == null ? attribute.defaults() : attribute.texts(value);
            // Kura would encrypt the password that nobody gave
            boolean nothing = attribute.type().equals("Password") && texts.equals(List.of(""));
            if (!nothing) {
              text.property(attribute.id(), attribute.type(), attribute.array(), texts);
            }
          }
          text.end();
          if (!values.isEmpty()) {
            throw new IllegalArgumentException(pid + " has no " + values.keySet());
          }
        });
    for (String pid : configured.keySet()) {
      if (pid.startsWith("org.wardgate.") && !forms.containsKey(pid)) {
        throw new IllegalArgumentException("there is no form " + pid);
      }
    }
    return text.whole();
  }
}
