package org.wardgate.mud.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;

/** Reads the matches that RFC 8520 §4 adds. */
final class MudMatchParser {
  private static final int URI_MAX_CHARS = 255;
  // inet:host may be an address (RFC 6991); as an authority it is compared as text
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final Set<String> NODES =
      Set.of(
          "manufacturer",
          "same-manufacturer",
          "model",
          "local-networks",
          "controller",
          "my-controller");

  private MudMatchParser() {}

  static Optional<MudMatch> parse(Node matches) throws Refusal {
    Optional<Node> found = matches.child("ietf-mud:mud");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Node node = found.get();
    node.refuseBeside(NODES);
    if (node.keys().isEmpty()) {
      throw node.bad("empty: it says nothing about the far end");
    }
    Optional<Node> manufacturer = node.child("manufacturer");
    Optional<Node> model = node.child("model");
    Optional<Node> controller = node.child("controller");
    return Optional.of(
        new MudMatch(
            manufacturer.isEmpty() ? Optional.empty() : Optional.of(authority(manufacturer.get())),
            present(node, "same-manufacturer"),
            model.isEmpty()
                ? Optional.empty()
                : Optional.of(ContainerParser.url(model.get()).text()),
            present(node, "local-networks"),
            controller.isEmpty() ? Optional.empty() : Optional.of(classUri(controller.get())),
            present(node, "my-controller")));
  }

  private static boolean present(Node node, String key) throws Refusal {
    Optional<Node> leaf = node.child(key);
    if (leaf.isPresent()) {
      leaf.get().present();
    }
    return leaf.isPresent();
  }

  private static String authority(Node node) throws Refusal {
    String text = node.text();
    return ADDRESS.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : DnsNames.parse(node);
  }

  private static String classUri(Node node) throws Refusal {
    String text = node.text();
    try {
      // Absolute, so that no class can pose as the gateway's own name for my-controller.
      if (text.length() <= URI_MAX_CHARS
          && text.chars().allMatch(c -> c > 0x20 && c < 0x7f)
          && new URI(text).isAbsolute()) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw node.bad("not an absolute URI: " + text);
    }
    throw node.bad("not an absolute URI of at most " + URI_MAX_CHARS + " characters: " + text);
  }
}
