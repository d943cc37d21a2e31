package org.wardgate.coap.eap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.coap.eap.radius.RadiusSecret;

/**
 * The validated configuration.
 *
 * @param radius where the AAA servers are; empty if CoAP-EAP is off
 * @param nasIdentifier what this gateway calls itself
 * @param realm of EAP identities
 * @param serverVouchesForUserName whether the server's User-Name says who was authenticated
 * @param radiusTimeout until a request is repeated
 * @param radiusTriesMax how often it is sent
 * @param limits of authentications
 */
record Settings(
    Optional<RadiusAccess> radius,
    String nasIdentifier,
    String realm,
    boolean serverVouchesForUserName,
    Duration radiusTimeout,
    int radiusTriesMax,
    Limits limits) {

  private static final int PORT_MAX = 65_535;
  private static final Pattern NAS = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern REALM = Pattern.compile("[A-Za-z0-9.-]{0,128}");

  /** Reads what an operator configured. Without a secret it is off. */
  static Parsed<Settings> of(Map<String, ?> properties, SecretReader secrets) {
    Checked checked = Checked.of(CoapEapConfig.class, properties);
    return checked.parsed(
        new Settings(
            radius(checked, secrets),
            checked.text("nasIdentifier", 64, NAS, "1 to 64 ASCII characters without blanks"),
            checked.text("realm", 128, REALM, "letters, digits, dots and hyphens"),
            checked.flag("serverVouchesForUserName"),
            seconds(checked, "radiusTimeoutSeconds", 1, 30),
            checked.integer("radiusTriesMax", 1, 10),
            new Limits(
                seconds(checked, "answerSecondsMax", 1, 120),
                seconds(checked, "authenticationSecondsMax", 5, 600),
                checked.integer("sessionLifetimeSeconds", 60, 2_592_000),
                checked.integer("concurrentMax", 1, 200),
                checked.integer("concurrentPerAddressMax", 1, 200))));
  }

  private static Optional<RadiusAccess> radius(Checked checked, SecretReader secrets) {
    Optional<InetSocketAddress> first = server(checked, "radiusServer", "radiusPort");
    Optional<InetSocketAddress> second = server(checked, "secondServer", "secondPort");
    Optional<Path> file = checked.form("sharedSecretFile", Settings::file);
    Optional<RadiusSecret> secret = secret(checked, secrets, file, first.isPresent());
    if (first.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    List<InetSocketAddress> servers = Stream.of(first, second).flatMap(Optional::stream).toList();
    return Optional.of(new RadiusAccess(servers, secret.get()));
  }

  private static Optional<RadiusSecret> secret(
      Checked checked, SecretReader secrets, Optional<Path> file, boolean needed) {
    String password = checked.password("sharedSecret");
    Optional<RadiusSecret> given;
    try {
      given = secrets.ofPassword(password);
    } catch (RefusedException e) {
      checked.refuse("sharedSecret", e);
      return Optional.empty();
    }
    if (given.isPresent() || !needed) {
      return given;
    }
    try {
      return Optional.of(
          secrets.ofFile(file.orElseThrow(() -> refused("there is no shared secret"))));
    } catch (RefusedException e) {
      checked.refuse("sharedSecretFile", e);
      return Optional.empty();
    }
  }

  private static Optional<Path> file(String text) throws RefusedException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(text);
    if (!file.isAbsolute()) {
      throw refused("sharedSecretFile must be an absolute path");
    }
    return Optional.of(file);
  }

  private static Optional<InetSocketAddress> server(Checked checked, String name, String port) {
    int number = checked.integer(port, 1, PORT_MAX);
    Optional<InetAddress> address = checked.form(name, Settings::address);
    return address.map(found -> new InetSocketAddress(found, number));
  }

  private static Optional<InetAddress> address(String text) throws RefusedException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // an address literal: a configured name would make the start wait for DNS
    if (!text.matches("[0-9a-fA-F:.%a-z]{2,64}") || !text.matches(".*[.:].*")) {
      throw refused("not an IP address");
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new RefusedException(OnboardingErrors.EAP_CONFIGURATION, "not an IP address", e);
    }
  }

  private static Duration seconds(Checked checked, String name, int min, int max) {
    return Duration.ofSeconds(checked.integer(name, min, max));
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.EAP_CONFIGURATION, detail);
  }
}
