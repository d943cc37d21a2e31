package org.wardgate.mud.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.DeviceConfiguration;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudFacts.Certification;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * Reads what extensions add to {@code ietf-mud:mud}, if the file declares them. What grants or
 * restricts something is refused if it is malformed; what only informs is left out with a warning.
 */
final class ExtrasParser {
  private static final int FACT_MAX_CHARS = 128;
  // RFC 6838 §4.2, without parameters
  private static final String MEDIA_TYPE =
      "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}";

  private final Node mud;
  private final Set<Extension> declared;
  private final Findings findings;

  ExtrasParser(Node mud, Set<Extension> declared, Findings findings) {
    this.mud = mud;
    this.declared = Set.copyOf(declared);
    this.findings = findings;
  }

  Extras parse(Map<String, AccessList> acls) throws Refusal {
    Optional<Node> bootstrapping = node(Extension.BOOTSTRAPPING);
    Optional<Node> bandwidth = node(Extension.BANDWIDTH);
    Optional<Node> certification = node(Extension.CERTIFICATION);
    Optional<Node> configuration = node(Extension.CONFIGURATION);
    Optional<Node> transparency = node(Extension.TRANSPARENCY);
    return new Extras(
        bootstrapping.isEmpty() ? Optional.empty() : policies(bootstrapping.get(), acls),
        bandwidth.isEmpty() ? Optional.empty() : Optional.of(bandwidth(bandwidth.get())),
        certification.flatMap(this::certification),
        configuration.isEmpty()
            ? Optional.empty()
            : Optional.of(configuration(configuration.get())),
        transparency.map(n -> new TransparencyParser(findings).parse(n)).orElse(List.of()));
  }

  private Optional<Node> node(Extension extension) throws Refusal {
    Optional<Node> found = Optional.empty();
    for (String key : extension.nodes()) {
      Optional<Node> node = mud.child(key);
      if (node.isPresent() && found.isPresent()) {
        throw node.get().bad("the same extension twice");
      }
      found = found.or(() -> node);
    }
    return found.filter(node -> declared.contains(extension));
  }

  private Optional<Policies> policies(Node node, Map<String, AccessList> acls) throws Refusal {
    node.refuseBeside(Set.of(PolicyParser.FROM, PolicyParser.TO));
    return Optional.of(new PolicyParser(acls, findings).parse(node));
  }

  private static Bandwidth bandwidth(Node node) throws Refusal {
    node.refuseBeside(Set.of("from-device-bytes-per-second", "to-device-bytes-per-second"));
    if (node.keys().isEmpty()) {
      throw node.bad("empty: it limits nothing");
    }
    return new Bandwidth(
        bytesPerSecond(node, "from-device-bytes-per-second"),
        bytesPerSecond(node, "to-device-bytes-per-second"));
  }

  private static long bytesPerSecond(Node node, String key) throws Refusal {
    Optional<Node> leaf = node.child(key);
    return leaf.isEmpty() ? Long.MAX_VALUE : leaf.get().whole(1, Integer.MAX_VALUE);
  }

  private Optional<Certification> certification(Node node) {
    try {
      node.refuseBeside(Set.of("scheme", "level", "certificate-id", "expires-at"));
      return Optional.of(
          new Certification(
              fact(node, "scheme"),
              fact(node, "level"),
              fact(node, "certificate-id"),
              DateAndTime.parse(node.required("expires-at"))));
    } catch (Refusal e) {
      findings.warning(MudErrors.NODE_IGNORED, e.place(), "certification: " + e.what());
      return Optional.empty();
    }
  }

  private static String fact(Node node, String key) throws Refusal {
    Node leaf = node.required(key);
    String text = leaf.text();
    if (text.isBlank() || text.length() > FACT_MAX_CHARS) {
      throw leaf.bad("must have 1 to " + FACT_MAX_CHARS + " characters");
    }
    return Problem.clean(text);
  }

  private static DeviceConfiguration configuration(Node node) throws Refusal {
    node.refuseBeside(Set.of("media-type", "content"));
    Node mediaType = node.required("media-type");
    if (!mediaType.text().matches(MEDIA_TYPE)) {
      throw mediaType.bad("not a media type: " + mediaType.text());
    }
    Node content = node.required("content");
    Bytes bytes = content.base64();
    if (bytes.length() == 0 || bytes.length() > DeviceConfiguration.CONTENT_MAX_BYTES) {
      throw content.bad("must hold 1 to " + DeviceConfiguration.CONTENT_MAX_BYTES + " bytes");
    }
    return new DeviceConfiguration(mediaType.text(), bytes);
  }
}
