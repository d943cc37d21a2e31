package org.wardgate.transport.coap;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wardgate.api.transport.ResourceHandler;

/** What {@code /.well-known/core} answers (RFC 6690). */
final class LinkFormat {
  /** Path of the discovery resource. */
  static final String PATH = ".well-known/core";

  private LinkFormat() {}

  /**
   * The links that match every query.
   *
   * @param queries {@code name=value}, where a trailing {@code *} matches any ending
   */
  static String links(Collection<ResourceHandler> handlers, List<String> queries) {
    return handlers.stream()
        .filter(handler -> queries.stream().allMatch(query -> matches(handler, query)))
        .map(LinkFormat::link)
        .collect(Collectors.joining(","));
  }

  // RFC 6690 §4.1
  private static boolean matches(ResourceHandler handler, String query) {
    int equals = query.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String name = query.substring(0, equals);
    String wanted = query.substring(equals + 1);
    if (name.equals("href")) {
      return matchesValue("/" + handler.path(), wanted);
    }
    String value = handler.linkAttributes().get(name);
    return value != null
        && Arrays.stream(value.split(" ")).anyMatch(one -> matchesValue(one, wanted));
  }

  private static boolean matchesValue(String value, String wanted) {
    return wanted.endsWith("*")
        ? value.startsWith(wanted.substring(0, wanted.length() - 1))
        : value.equals(wanted);
  }

  private static String link(ResourceHandler handler) {
    StringBuilder link = new StringBuilder("</").append(handler.path()).append('>');
    for (Map.Entry<String, String> attribute : new TreeMap<>(handler.linkAttributes()).entrySet()) {
      link.append(';').append(attribute.getKey()).append("=\"");
      link.append(attribute.getValue().replace("\\", "").replace("\"", "")).append('"');
    }
    return link.toString();
  }
}
