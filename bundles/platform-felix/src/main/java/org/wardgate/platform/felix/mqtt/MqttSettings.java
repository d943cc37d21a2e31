package org.wardgate.platform.felix.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * An {@link MqttConfiguration} that was checked.
 *
 * @param broker scheme {@code tcp} or {@code ssl}, host and port, nothing else
 * @param topicPrefix without wildcards
 * @param keepAliveSeconds 5 to 3600
 * @param caFile trust anchors for the broker in PEM; absent: the Java platform's
 * @param userName absent if the broker wants none
 * @param password empty if the broker wants none
 */
record MqttSettings(
    URI broker,
    String topicPrefix,
    int keepAliveSeconds,
    Optional<Path> caFile,
    Optional<String> userName,
    String password) {
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
  private static final Pattern PREFIX_FORM =
      Pattern.compile("(?=.{1,128}$)[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
  private static final int KEEP_ALIVE_MIN_SECONDS = 5;
  private static final int KEEP_ALIVE_MAX_SECONDS = 3600;

  /**
   * Checks a configuration.
   *
   * @throws RefusedException naming the first value that is wrong
   */
  static MqttSettings of(MqttConfiguration configuration) throws RefusedException {
    String prefix = given(configuration.topicPrefix());
    if (!PREFIX_FORM.matcher(prefix).matches()) {
      throw refused("topicPrefix must be letters, digits, _ and -, in parts joined by /");
    }
    int keepAlive = configuration.keepAliveSeconds();
    if (keepAlive < KEEP_ALIVE_MIN_SECONDS || keepAlive > KEEP_ALIVE_MAX_SECONDS) {
      throw refused("keepAliveSeconds must be 5 to 3600");
    }
    return new MqttSettings(
        broker(given(configuration.brokerUri())),
        prefix,
        keepAlive,
        file(given(configuration.caFile())),
        Optional.of(given(configuration.userName())).filter(name -> !name.isEmpty()),
        given(configuration._password()));
  }

  boolean tls() {
    return "ssl".equals(broker.getScheme());
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return broker + " " + topicPrefix;
  }

  // an attribute that is missing arrives as null, whatever the annotation's type says
  @SuppressWarnings("ConstantValue")
  private static String given(String value) {
    return value == null ? "" : value.strip();
  }

  private static URI broker(String text) throws RefusedException {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean plain =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (uri.getPath() == null || uri.getPath().isEmpty());
      if (SCHEMES.contains(scheme)
          && uri.getHost() != null
          && plain
          && uri.getPort() >= 1
          && uri.getPort() <= 65_535) {
        return URI.create(scheme + "://" + uri.getHost() + ":" + uri.getPort());
      }
    } catch (URISyntaxException e) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION, "brokerUri is not an address", e);
    }
    throw refused("brokerUri must be tcp://host:port or ssl://host:port");
  }

  private static Optional<Path> file(String text) throws RefusedException {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw new RefusedException(PlatformErrors.BAD_CONFIGURATION, "caFile is not a path", e);
    }
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.BAD_CONFIGURATION, detail);
  }
}
