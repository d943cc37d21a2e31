package org.wardgate.platform.felix.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * An {@link MqttConfiguration} that was checked.
 *
 * @param broker scheme {@code tcp} or {@code ssl}, host and port, nothing else
 * @param topicPrefix without wildcards
 * @param keepAliveSeconds 5 to 3600
 * @param caFile trust anchors for the broker in PEM; absent: the Java platform's
 * @param userName absent if the broker wants none
 * @param password as configured, to be revealed; empty if the broker wants none
 */
record MqttSettings(
    URI broker,
    String topicPrefix,
    int keepAliveSeconds,
    Optional<Path> caFile,
    Optional<String> userName,
    String password) {
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
  private static final Pattern PREFIX_FORM = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");
  private static final int PREFIX_MAX_CHARS = 128;
  private static final int USER_MAX_CHARS = 256;
  private static final int PORT_MAX = 65_535;
  private static final String PASSWORD = ".password";
  private static final int KEEP_ALIVE_MIN_SECONDS = 5;
  private static final int KEEP_ALIVE_MAX_SECONDS = 3600;

  /** Checks a configuration. */
  static Parsed<MqttSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(MqttConfiguration.class, properties);
    return checked.parsed(
        new MqttSettings(
            checked.form("brokerUri", MqttSettings::broker),
            checked.text(
                "topicPrefix",
                PREFIX_MAX_CHARS,
                PREFIX_FORM,
                "letters, digits, _ and -, in parts joined by /"),
            checked.integer("keepAliveSeconds", KEEP_ALIVE_MIN_SECONDS, KEEP_ALIVE_MAX_SECONDS),
            checked.path("caFile"),
            Optional.of(checked.text("userName", USER_MAX_CHARS)).filter(name -> !name.isEmpty()),
            checked.password(PASSWORD)));
  }

  boolean tls() {
    return "ssl".equals(broker.getScheme());
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return broker + " " + topicPrefix;
  }

  private static URI broker(String text) {
    URI uri = URI.create(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean plain =
        uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && (uri.getPath() == null || uri.getPath().isEmpty());
    if (!SCHEMES.contains(scheme)
        || uri.getHost() == null
        || !plain
        || uri.getPort() < 1
        || uri.getPort() > PORT_MAX) {
      throw new IllegalArgumentException("tcp://host:port or ssl://host:port");
    }
    return URI.create(scheme + "://" + uri.getHost() + ":" + uri.getPort());
  }
}
