package org.wardgate.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;

/**
 * Validated configuration.
 *
 * @param binds where devices ask, best known first; port 0 takes a free one
 * @param upstream who is asked; without one questions are answered with a failure
 * @param privateAllowedNames suffixes, lower case, without dots at the ends
 */
record NamesSettings(
    List<InetSocketAddress> binds,
    Optional<InetSocketAddress> upstream,
    List<String> privateAllowedNames) {
  /** Most suffixes. */
  static final int SUFFIXES_MAX_COUNT = 256;

  private static final int DNS_PORT = 53;
  private static final int PORT_MAX = 65_535;
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
   * Reads what an operator configured.
   *
   * @param system the machine's own resolvers, best first: the first that is not this one is asked
   *     if no other is configured
   */
  static Parsed<NamesSettings> of(Map<String, ?> properties, Supplier<List<InetAddress>> system) {
    Checked checked = Checked.of(NamesConfiguration.class, properties);
    int port = checked.integer("port", 0, PORT_MAX);
    List<InetSocketAddress> binds = new ArrayList<>();
    binds.add(checked.form("bindAddress", text -> socket(text, port, IPV4, false)));
    checked
        .form(
            "bindAddressIpv6",
            text ->
                text.isBlank()
                    ? Optional.<InetSocketAddress>empty()
                    : Optional.of(socket(text, port, IPV6, false)))
        .ifPresent(binds::add);
    Optional<InetSocketAddress> upstream =
        checked.form("upstream", NamesSettings::upstream).or(() -> other(binds, system.get()));
    return checked.parsed(
        new NamesSettings(
            binds,
            upstream,
            checked.list("privateAllowedNames", SUFFIXES_MAX_COUNT, NamesSettings::suffix)));
  }

  /** The same without any place to ask. */
  NamesSettings closed() {
    return new NamesSettings(List.of(), upstream, privateAllowedNames);
  }

  private static Optional<InetSocketAddress> other(
      List<InetSocketAddress> binds, List<InetAddress> resolvers) {
    return resolvers.stream()
        .map(address -> new InetSocketAddress(address, DNS_PORT))
        .filter(resolver -> !binds.contains(resolver))
        .findFirst();
  }

  private static Optional<InetSocketAddress> upstream(String text) throws RefusedException {
    return text.isBlank()
        ? Optional.empty()
        : Optional.of(socket(text, DNS_PORT, text.matches("[^:]*(:[^:]*)?") ? IPV4 : IPV6, true));
  }

  private static InetSocketAddress socket(
      String written, int defaultPort, Pattern form, boolean ownPort) throws RefusedException {
    String bare = written.strip();
    boolean bracketed = form == IPV4 || bare.startsWith("[");
    Matcher matcher = form.matcher(bracketed ? bare : "[" + bare + "]");
    if (!matcher.matches() || (matcher.group(2) != null && !ownPort)) {
      throw refused(form == IPV4 ? "not an IPv4 address" : "not an IPv6 address");
    }
    int port = matcher.group(2) == null ? defaultPort : Integer.parseInt(matcher.group(2));
    if (port > PORT_MAX || (ownPort && port == 0)) {
      throw refused("port " + port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(matcher.group(1)), port);
    } catch (UnknownHostException e) {
      throw new RefusedException(NamesErrors.BAD_CONFIGURATION, "not an address", e);
    }
  }

  private static String suffix(String raw) throws RefusedException {
    String suffix = raw.strip().toLowerCase(Locale.ROOT).replaceAll("^\\.|\\.$", "");
    if (!SUFFIX.matcher(suffix).matches()) {
      throw refused("not a suffix of names");
    }
    return suffix;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(NamesErrors.BAD_CONFIGURATION, detail);
  }
}
