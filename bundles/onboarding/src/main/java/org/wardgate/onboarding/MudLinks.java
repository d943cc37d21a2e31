package org.wardgate.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device's {@code /.well-known/core} (RFC 6690) says about MUD: links with the relations
 * {@code mud-url} and {@code mud-file} of draft-romann-mud-constrained.
 */
final class MudLinks {
  /** Longest list read. */
  static final int TEXT_MAX_CHARS = 4_096;

  /** Most links looked at. */
  static final int LINKS_MAX_COUNT = 64;

  /** Where the MUD URL is to be had on the device. */
  private static final String RESOURCE = "mud-url";

  /** Where the MUD file is: the target is the MUD URL itself. */
  private static final String FILE = "mud-file";

  private static final Pattern TARGET = Pattern.compile("\\G\\s*<([^<>\\s]{1,255})>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\G\\s*;\\s*([A-Za-z0-9*._-]{1,32})\\s*"
              + "(?:=\\s*(?:\"([^\"\\\\]{0,255})\"|([^\\s\",;<>]{1,255})))?");
  private static final Pattern COMMA = Pattern.compile("\\G\\s*,");

  /** A path on the device, without query; no segment may be empty. */
  /** Written so that there is one way to match: a device must not be able to keep us busy. */
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,64}){1,8}/?");

  private final Optional<String> url;
  private final Optional<String> path;

  private MudLinks(Optional<String> url, Optional<String> path) {
    this.url = url;
    this.path = path;
  }

  /** The MUD URL, if a link says that its file is there. */
  Optional<String> url() {
    return url;
  }

  /** The device's resource that holds the MUD URL, without leading slash. */
  Optional<String> path() {
    return path;
  }

  /** Reads a list of links; one that breaks off counts up to there. */
  static MudLinks of(String text) {
    Optional<String> url = Optional.empty();
    Optional<String> path = Optional.empty();
    if (text.length() <= TEXT_MAX_CHARS) {
      for (Link link : links(text)) {
        if (url.isEmpty() && link.relations().contains(FILE)) {
          url = ClaimedMudUrl.of(link.target());
        }
        if (path.isEmpty() && link.relations().contains(RESOURCE)) {
          path =
              Optional.of(link.target())
                  .filter(target -> PATH.matcher(target).matches())
                  .map(target -> target.substring(1));
        }
      }
    }
    return new MudLinks(url, path);
  }

  private record Link(String target, List<String> relations) {}

  private static List<Link> links(String text) {
    List<Link> links = new ArrayList<>();
    Matcher target = TARGET.matcher(text);
    int at = 0;
    while (links.size() < LINKS_MAX_COUNT && target.find(at)) {
      List<String> relations = List.of();
      at = target.end();
      Matcher attribute = ATTRIBUTE.matcher(text);
      while (attribute.find(at)) {
        at = attribute.end();
        String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
        if (attribute.group(1).equals("rel") && value != null && relations.isEmpty()) {
          relations = List.of(value.split(" ")); // RFC 8288 §3.3: the first counts
        }
      }
      links.add(new Link(target.group(1), relations));
      Matcher comma = COMMA.matcher(text);
      if (!comma.find(at)) {
        break;
      }
      at = comma.end();
    }
    return links;
  }
}
