package org.wardgate.console.access;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.console.ConsoleConfiguration;

/**
 * Lets a request in or not: addressed to this console, not sent by a foreign web page, and with the
 * admin token. There are no cookies, so a browser never authenticates by itself. Thread-safe.
 */
@Component(
    name = ConsoleConfiguration.PID,
    configurationPid = ConsoleConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = Access.class)
@Designate(ocd = ConsoleConfiguration.class)
public final class Access {

  /** Who a caller with the admin token is, in commands. */
  public static final String OPERATOR = "token:admin";

  /** Before the name of an operator with a token of their own. */
  private static final String NAMED = "operator:";

  private static final String OPERATORS = "operators";

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private static final String SCHEME = "Bearer ";

  private final DataDirectory directories;
  private volatile Gate gate;

  /**
   * @throws RefusedException if the token or the configuration cannot be used
   */
  @Activate
  public Access(ConsoleConfiguration configuration, @Reference DataDirectory directories)
      throws RefusedException {
    this.directories = directories;
    this.gate = gate(configuration);
  }

  /** Takes another configuration, or keeps the last good one. */
  @Modified
  void modified(ConsoleConfiguration configuration) {
    try {
      gate = gate(configuration);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private Gate gate(ConsoleConfiguration configuration) throws RefusedException {
    try {
      Hosts hosts = new Hosts(List.of(configuration.allowedHosts()));
      Path file = directories.directory("admin").resolve(fileName(configuration.tokenFile()));
      AdminToken admin = AdminToken.load(file, new SecureRandom());
      Path operators = directories.directory("admin").resolve(OPERATORS);
      return new Gate(hosts, admin, new OperatorTokens(operators, admin, System::nanoTime));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          ConsoleErrors.BAD_CONFIGURATION, String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new RefusedException(ConsoleErrors.TOKEN_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Checks a request.
   *
   * @return who asks: the holder of the token it carries
   * @throws RefusedException if it may not enter
   */
  public String check(HttpServletRequest request) throws RefusedException {
    Gate current = gate;
    String host = single(request, "Host", ConsoleErrors.FOREIGN_HOST);
    if (!current.hosts().serves(host)) {
      throw new RefusedException(ConsoleErrors.FOREIGN_HOST, host);
    }
    if (request.getHeader("Origin") != null) {
      String origin = single(request, "Origin", ConsoleErrors.FOREIGN_ORIGIN);
      if (!current.hosts().sameOrigin(origin, host)) {
        throw new RefusedException(ConsoleErrors.FOREIGN_ORIGIN, origin);
      }
    }
    String offered = single(request, "Authorization", ConsoleErrors.NOT_AUTHENTICATED);
    Optional<String> holder =
        offered.startsWith(SCHEME)
            ? current.holder(offered.substring(SCHEME.length()))
            : Optional.empty();
    if (holder.isEmpty()) {
      LOG.warn("{}", Problem.of(ConsoleErrors.NOT_AUTHENTICATED, "wrong token").line());
      throw new RefusedException(ConsoleErrors.NOT_AUTHENTICATED, "");
    }
    return holder.get();
  }

  private static String single(HttpServletRequest request, String header, ErrorCode otherwise)
      throws RefusedException {
    Enumeration<String> values = request.getHeaders(header);
    if (!values.hasMoreElements()) {
      throw new RefusedException(otherwise, "no " + header);
    }
    String value = values.nextElement();
    if (values.hasMoreElements()) {
      throw new RefusedException(otherwise, "more than one " + header);
    }
    return value;
  }

  private static String fileName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException("tokenFile must be a plain file name");
    }
    return name;
  }

  /**
   * What one configuration makes.
   *
   * @param hosts whom this console answers as
   * @param token what lets the admin in
   * @param operators what lets others in
   */
  private record Gate(Hosts hosts, AdminToken token, OperatorTokens operators) {
    Optional<String> holder(String offered) {
      return token.matches(offered)
          ? Optional.of(OPERATOR)
          : operators.holder(offered).map(name -> NAMED + name);
    }
  }
}
