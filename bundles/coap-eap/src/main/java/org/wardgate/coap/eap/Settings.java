package org.wardgate.coap.eap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.coap.eap.radius.RadiusSecret;

/**
 * The validated configuration.
 *
 * @param servers RADIUS servers, best first
 * @param secret shared with all of them
 * @param nasIdentifier what this gateway calls itself
 * @param realm of EAP identities
 * @param serverVouchesForUserName whether the server's User-Name says who was authenticated
 * @param radiusTimeout until a request is repeated
 * @param radiusTriesMax how often it is sent
 * @param limits of authentications
 */
record Settings(
    List<InetSocketAddress> servers,
    RadiusSecret secret,
    String nasIdentifier,
    String realm,
    boolean serverVouchesForUserName,
    Duration radiusTimeout,
    int radiusTriesMax,
    Limits limits) {

  private static final int SECRET_MIN_BYTES = 16;
  private static final int SECRET_MAX_BYTES = 256;
  private static final int PORT_MAX = 65_535;
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  static Settings of(CoapEapConfig config) throws RefusedException {
    List<InetSocketAddress> servers = new ArrayList<>();
    servers.add(server("radiusServer", config.radiusServer(), config.radiusPort()));
    if (!config.secondServer().isEmpty()) {
      servers.add(server("secondServer", config.secondServer(), config.secondPort()));
    }
    return new Settings(
        List.copyOf(servers),
        secret(config.sharedSecretFile()),
        word("nasIdentifier", config.nasIdentifier(), "[\\x21-\\x7e]{1,64}"),
        word("realm", config.realm(), "[A-Za-z0-9.-]{0,128}"),
        config.serverVouchesForUserName(),
        seconds("radiusTimeoutSeconds", config.radiusTimeoutSeconds(), 1, 30),
        range("radiusTriesMax", config.radiusTriesMax(), 1, 10),
        new Limits(
            seconds("answerSecondsMax", config.answerSecondsMax(), 1, 120),
            seconds("authenticationSecondsMax", config.authenticationSecondsMax(), 5, 600),
            range("sessionLifetimeSeconds", config.sessionLifetimeSeconds(), 60, 2_592_000),
            range("concurrentMax", config.concurrentMax(), 1, 200),
            range("concurrentPerAddressMax", config.concurrentPerAddressMax(), 1, 200)));
  }

  private static InetSocketAddress server(String name, String text, int port)
      throws RefusedException {
    // an address literal: a configured name would make the start wait for DNS
    if (!text.matches("[0-9a-fA-F:.%a-z]{2,64}") || !text.matches(".*[.:].*")) {
      throw refused(name + " is not an IP address: " + text);
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByName(text), range(name + "'s port", port, 1, PORT_MAX));
    } catch (UnknownHostException e) {
      throw refused(name + " is not an IP address: " + text);
    }
  }

  private static RadiusSecret secret(String file) throws RefusedException {
    try {
      Path path = Path.of(file);
      if (file.isEmpty() || !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
        throw refused("sharedSecretFile is missing or may be read by others: " + file);
      }
      byte[] content = DurableFile.readAtMost(path, SECRET_MAX_BYTES + 1).toArray();
      byte[] secret = Arrays.copyOf(content, withoutLineEnd(content));
      if (secret.length < SECRET_MIN_BYTES || secret.length > SECRET_MAX_BYTES) {
        throw refused(
            "the shared secret is not " + SECRET_MIN_BYTES + " to " + SECRET_MAX_BYTES + " B");
      }
      return new RadiusSecret(Bytes.of(secret));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedException(
          OnboardingErrors.EAP_CONFIGURATION, "sharedSecretFile cannot be read: " + file, e);
    }
  }

  private static int withoutLineEnd(byte[] content) {
    int end = content.length;
    while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
      end--;
    }
    return end;
  }

  private static String word(String name, String value, String form) throws RefusedException {
    if (!value.matches(form)) {
      throw refused(name + " must match " + form);
    }
    return value;
  }

  private static Duration seconds(String name, int value, int min, int max)
      throws RefusedException {
    return Duration.ofSeconds(range(name, value, min, max));
  }

  private static int range(String name, int value, int min, int max) throws RefusedException {
    if (value < min || value > max) {
      throw refused(name + " = " + value + " is outside " + min + " to " + max);
    }
    return value;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.EAP_CONFIGURATION, detail);
  }
}
