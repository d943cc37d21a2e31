package org.wardgate.console.access;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.console.ConsoleConfiguration;

/**
 * Lets a request in or not: addressed to this console, not sent by a foreign web page, and with a
 * token or an account of the platform. There are no cookies, and no browser is asked for a
 * password, so none authenticates by itself. Without a token that can be read nobody is let in.
 * Thread-safe.
 */
@Component(
    name = ConsoleConfiguration.PID,
    configurationPid = ConsoleConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + ConsoleConfiguration.PID,
    service = {Access.class, ConfigurableComponent.class})
@Designate(ocd = ConsoleConfiguration.class)
public final class Access implements ConfigurableComponent {

  /** Who a caller with the admin token is, in commands. */
  public static final String OPERATOR = "token:admin";

  /** Before the name of an operator with a token of their own. */
  private static final String NAMED = "operator:";

  private static final String OPERATORS = "operators";

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private static final String SCHEME = "Bearer ";

  /** Where the page is that asks, as browsers say; no page can change it. */
  private static final String FETCHED_FROM = "Sec-Fetch-Site";

  private final DataDirectory directories;
  private final ConfigurationReports reports;
  private final Configured<AccessSettings> configured;
  private final AccountLogin login = new AccountLogin(System::nanoTime);
  private volatile @Nullable Accounts accounts;
  private volatile @Nullable Gate gate;

  /** Opens the gate, if there is a token that can be read. */
  @Activate
  public Access(
      @Reference DataDirectory directories,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this.directories = directories;
    this.reports = reports;
    this.configured =
        new Configured<>(ConsoleConfiguration.PID, reports, properties, AccessSettings::of);
    try {
      gate = gate(configured.get());
    } catch (RefusedException e) {
      report(e);
    }
  }

  /** Takes another configuration, or keeps the last good one. */
  @Modified
  void modified(Map<String, Object> properties) {
    var unused =
        configured.change(AccessSettings.of(properties), settings -> gate = gate(settings));
  }

  private void report(RefusedException cause) {
    LOG.error("{}", cause.getMessage());
    String file = configured.get().tokenFile();
    reports.refused(ConsoleConfiguration.PID, List.of(new Refusal("tokenFile", file, cause)));
  }

  private Gate gate(AccessSettings settings) throws RefusedException {
    try {
      Path directory = directories.directory("admin");
      AdminToken admin =
          AdminToken.load(directory.resolve(settings.tokenFile()), new SecureRandom());
      Path operators = directory.resolve(OPERATORS);
      return new Gate(
          new Hosts(settings.allowedHosts()),
          admin,
          new OperatorTokens(operators, admin, System::nanoTime));
    } catch (UncheckedIOException e) {
      throw new RefusedException(ConsoleErrors.TOKEN_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** The gate; one that could not be opened is tried again. */
  private Gate open() throws RefusedException {
    Gate current = gate;
    if (current != null) {
      return current;
    }
    Gate opened = gate(configured.get());
    gate = opened;
    reports.accepted(ConsoleConfiguration.PID);
    return opened;
  }

  /**
   * Checks a request.
   *
   * @return who asks: the holder of the token it carries, or whose password it carries
   * @throws RefusedException if it may not enter
   */
  public Visitor check(HttpServletRequest request) throws RefusedException {
    Gate current = open();
    String host = single(request, "Host", ConsoleErrors.FOREIGN_HOST);
    if (!current.hosts().serves(host)) {
      throw new RefusedException(ConsoleErrors.FOREIGN_HOST, host);
    }
    refuseForeignPages(request, current.hosts(), host);
    String offered = single(request, "Authorization", ConsoleErrors.NOT_AUTHENTICATED);
    Optional<Visitor> visitor = Optional.empty();
    if (offered.startsWith(SCHEME)) {
      visitor =
          current
              .holder(offered.substring(SCHEME.length()))
              .map(holder -> new Visitor(holder, true, false));
    } else if (offered.startsWith(AccountLogin.SCHEME)) {
      visitor = account(request, offered.substring(AccountLogin.SCHEME.length()));
    }
    return visitor.orElseThrow(() -> new RefusedException(ConsoleErrors.NOT_AUTHENTICATED, ""));
  }

  /** The name that a request claims to come from, let in or not. */
  public static Optional<String> claimedName(HttpServletRequest request) {
    String offered = request.getHeader("Authorization");
    return offered != null && offered.startsWith(AccountLogin.SCHEME)
        ? AccountLogin.name(offered.substring(AccountLogin.SCHEME.length()))
        : Optional.empty();
  }

  /** A browser may add a password that it remembers to what a foreign page asks for. */
  private static void refuseForeignPages(HttpServletRequest request, Hosts hosts, String host)
      throws RefusedException {
    if (request.getHeader("Origin") != null) {
      String origin = single(request, "Origin", ConsoleErrors.FOREIGN_ORIGIN);
      if (!hosts.sameOrigin(origin, host, request.isSecure())) {
        throw new RefusedException(ConsoleErrors.FOREIGN_ORIGIN, origin);
      }
    }
    if (request.getHeader(FETCHED_FROM) != null) {
      String site = single(request, FETCHED_FROM, ConsoleErrors.FOREIGN_ORIGIN);
      boolean typed = site.equals("none") && request.getMethod().equals("GET");
      if (!typed && !site.equals("same-origin")) {
        throw new RefusedException(ConsoleErrors.FOREIGN_ORIGIN, site);
      }
    }
  }

  /** An account and a token of the same name are one person: both together approve once. */
  private Optional<Visitor> account(HttpServletRequest request, String credentials)
      throws RefusedException {
    Accounts platform = accounts;
    if (platform == null) {
      return Optional.empty();
    }
    Caller caller = Caller.of(request);
    if (!caller.confidential() && !configured.get().plainPasswords()) {
      throw new RefusedException(
          ConsoleErrors.NOT_AUTHENTICATED,
          "passwords count only over TLS or on the machine itself");
    }
    return login.login(platform, credentials, caller.address()).map(Access::visitor);
  }

  private static Visitor visitor(AccountLogin.Entry entry) {
    String name = Problem.clean(entry.account().name()).toLowerCase(Locale.ROOT);
    boolean mayAct = entry.account().role() == Accounts.Role.OPERATOR;
    return new Visitor(NAMED + name, mayAct, entry.first());
  }

  /** The platform has accounts of its own; of several services the highest ranking one counts. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAccounts(Accounts service) {
    accounts = service;
  }

  /** The platform's accounts went away: tokens alone count. */
  void unbindAccounts(Accounts service) {
    if (accounts == service) {
      accounts = null;
    }
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
