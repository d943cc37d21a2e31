package org.wardgate.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;

/**
 * Validated configuration.
 *
 * @param binds where devices ask, at least one; port 0 takes a free one
 * @param upstream who is asked
 * @param privateAllowedNames suffixes, lower case, without dots at the ends
 */
record NamesSettings(
    List<InetSocketAddress> binds, InetSocketAddress upstream, List<String> privateAllowedNames) {
  /** Most suffixes. */
  static final int SUFFIXES_MAX_COUNT = 256;

  private static final int DNS_PORT = 53;
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::(\\d{1,5}))?");
  private static final Pattern IPV6 =
      Pattern.compile("\\[((?=[^\\]]*:)[0-9a-fA-F:.]{2,45})\\](?::(\\d{1,5}))?");
  private static final Pattern SUFFIX =
      Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63}){0,126}");

  NamesSettings {
    binds = List.copyOf(binds);
    privateAllowedNames = List.copyOf(privateAllowedNames);
  }

  /**
   * Checks what an operator wrote.
   *
   * @throws RefusedException naming the property
   */
  static NamesSettings of(NamesConfiguration written) throws RefusedException {
    return new NamesSettings(
        binds(written),
        socket(
            "upstream",
            written.upstream(),
            DNS_PORT,
            written.upstream().matches("[^:]*(:[^:]*)?") ? IPV4 : IPV6),
        suffixes(written.privateAllowedNames()));
  }

  private static List<InetSocketAddress> binds(NamesConfiguration written) throws RefusedException {
    List<InetSocketAddress> binds = new ArrayList<>();
    binds.add(socket("bindAddress", written.bindAddress(), written.port(), IPV4));
    if (!written.bindAddressIpv6().isBlank()) {
      binds.add(socket("bindAddressIpv6", written.bindAddressIpv6(), written.port(), IPV6));
    }
    return binds;
  }

  private static InetSocketAddress socket(
      String property, String written, int defaultPort, Pattern form) throws RefusedException {
    String bare = written.strip();
    boolean bracketed = form == IPV4 || bare.startsWith("[");
    Matcher matcher = form.matcher(bracketed ? bare : "[" + bare + "]");
    if (!matcher.matches()) {
      throw refused(property, "not an address: " + written);
    }
    int port = matcher.group(2) == null ? defaultPort : Integer.parseInt(matcher.group(2));
    if (port < 0 || port > 65_535) {
      throw refused(property, "port " + port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(matcher.group(1)), port);
    } catch (UnknownHostException e) {
      throw refused(property, written);
    }
  }

  private static List<String> suffixes(String[] written) throws RefusedException {
    if (written.length > SUFFIXES_MAX_COUNT) {
      throw refused("privateAllowedNames", "more than " + SUFFIXES_MAX_COUNT);
    }
    List<String> suffixes = new ArrayList<>();
    for (String raw : written) {
      String suffix = raw.strip().toLowerCase(Locale.ROOT).replaceAll("^\\.|\\.$", "");
      if (!SUFFIX.matcher(suffix).matches()) {
        throw refused("privateAllowedNames", raw);
      }
      suffixes.add(suffix);
    }
    return suffixes;
  }

  private static RefusedException refused(String property, String value) {
    return new RefusedException(NamesErrors.BAD_CONFIGURATION, property + ": " + value);
  }
}
