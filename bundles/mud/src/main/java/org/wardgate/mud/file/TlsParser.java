package org.wardgate.mud.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;

/**
 * Reads (D)TLS profiles (RFC 9761 §5) into words. Their parameters are kept as they are, whatever
 * their names: nothing is compiled from them. The module and the example of the RFC name the nodes
 * differently; both are read.
 */
final class TlsParser {
  static final String CONTAINER = "ietf-acl-tls:client-profiles";
  static final String CONTAINER_OF_EXAMPLE = "ietf-acl-tls:client-profile";

  /** Most profiles of an entry. */
  private static final int PROFILES_MAX_COUNT = 16;

  /** Most parameters, and values of a parameter, shown. */
  private static final int SHOWN_MAX_COUNT = 32;

  private TlsParser() {}

  static List<String> parse(Node matches) throws Refusal {
    Optional<Node> standard = matches.child(CONTAINER);
    Optional<Node> node = standard.isPresent() ? standard : matches.child(CONTAINER_OF_EXAMPLE);
    if (node.isEmpty()) {
      return List.of();
    }
    node.get().refuseBeside(Set.of("tls-dtls-profile", "tls-dtls-profiles"));
    List<String> words = new ArrayList<>();
    for (String key : node.get().keys()) {
      List<Node> profiles = node.get().required(key).entries();
      if (words.size() + profiles.size() > PROFILES_MAX_COUNT) {
        throw new Refusal(
            MudErrors.TOO_MANY_RULES, node.get().place(), profiles.size() + " profiles");
      }
      for (Node profile : profiles) {
        words.add(words(profile));
      }
    }
    return words;
  }

  private static String words(Node profile) throws Refusal {
    StringBuilder words = new StringBuilder(Problem.clean(profile.required("name").text()));
    String separator = ": ";
    int shown = 0;
    for (String key : profile.keys()) {
      if (!key.equals("name") && shown++ < SHOWN_MAX_COUNT) {
        words.append(separator).append(Problem.clean(key));
        append(words, profile.required(key).json());
        separator = "; ";
      }
    }
    return Problem.clean(words.toString());
  }

  private static void append(StringBuilder words, Json value) {
    if (value instanceof Json.Text text) {
      words.append(' ').append(Problem.clean(text.value()));
    } else if (value instanceof Json.Whole whole) {
      words.append(' ').append(whole.value());
    } else if (value instanceof Json.Elements elements) {
      elements.elements().stream().limit(SHOWN_MAX_COUNT).forEach(e -> append(words, e));
    } else {
      words.append(' ').append(value.kind());
    }
  }
}
