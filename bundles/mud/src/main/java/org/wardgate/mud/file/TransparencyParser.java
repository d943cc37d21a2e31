package org.wardgate.mud.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudFacts.Link;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * Reads SBOM and vulnerability URLs (RFC 9472). They are shown, never fetched; what is no https URL
 * is left out with a warning.
 */
public final class TransparencyParser {
  private static final int URL_MAX_CHARS = 2_048;
  private static final Pattern PRINTABLE = Pattern.compile("https://[!-~]+");
  private static final String SBOM = "sbom";
  private static final String VULNERABILITIES = "vulnerabilities";

  private final Findings findings;
  private final List<Link> links = new ArrayList<>();

  TransparencyParser(Findings findings) {
    this.findings = findings;
  }

  List<Link> parse(Node node) {
    try {
      for (String key : node.keys()) {
        read(key, node.required(key));
      }
    } catch (Refusal e) {
      ignored(e);
    }
    return List.copyOf(links);
  }

  /** One link, if it is a usable one. */
  public static Optional<Link> link(String kind, String url) {
    if (url.length() > URL_MAX_CHARS || !PRINTABLE.matcher(url).matches()) {
      return Optional.empty();
    }
    try {
      return new URI(url).getHost() == null ? Optional.empty() : Optional.of(new Link(kind, url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private void read(String key, Node node) throws Refusal {
    switch (key) {
      case "sboms" -> {
        for (Node version : node.entries()) {
          Optional<Node> url = version.child("sbom-url");
          if (url.isPresent()) {
            add(SBOM, url.get());
          }
        }
      }
      case "sbom-archive-list", "sbom-contact-uri", "contact-info" -> add(SBOM, node);
      case "vuln-url" -> {
        // RFC 9472 has a leaf-list; files with one URL often write a leaf
        for (Node url : node.json() instanceof Json.Elements ? node.entries() : List.of(node)) {
          add(VULNERABILITIES, url);
        }
      }
      case "vuln-contact-uri" -> add(VULNERABILITIES, node);
      default -> findings.note(MudErrors.NODE_IGNORED, node.place(), key);
    }
  }

  private void add(String kind, Node node) {
    try {
      Link link = link(kind, node.text()).orElseThrow(() -> node.bad("not an https URL"));
      if (links.size() == Extras.LINKS_MAX_COUNT) {
        throw node.bad("more than " + Extras.LINKS_MAX_COUNT + " links");
      }
      links.add(link);
    } catch (Refusal e) {
      ignored(e);
    }
  }

  private void ignored(Refusal e) {
    findings.warning(MudErrors.NODE_IGNORED, e.place(), e.what());
  }
}
