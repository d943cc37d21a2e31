package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.console.ConsoleConfiguration;

class AccessConfigurationTest {
  @TempDir Path directory = Path.of("");
  private final RecordedReports reports = new RecordedReports();

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(ConsoleConfiguration.class, AccessSettings::of);
    HostileSettings.refuses(AccessSettings::of, "tokenFile", HostileSettings.SCRIPT);
    HostileSettings.refuses(AccessSettings::of, "allowedHosts", HostileSettings.SCRIPT);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (String file : List.of("", "../x", "a/b", ".hidden", "x".repeat(65), "a b")) {
      HostileSettings.refuses(AccessSettings::of, "tokenFile", file);
    }
    HostileSettings.refuses(AccessSettings::of, "allowedHosts", Collections.nCopies(65, "a.b"));
    HostileSettings.refuses(AccessSettings::of, "allowedHosts", new String[] {"good", "bad host"});
    HostileSettings.refuses(AccessSettings::of, "allowedHosts", new String[] {"host:80"});
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForce() throws Exception {
    Access access = access(Map.of("allowedHosts", new String[] {"ward.test"}));

    access.modified(Map.of("allowedHosts", new String[] {"other.test", HostileSettings.SCRIPT}));

    assertThat(reports.properties()).containsExactly("allowedHosts");
    assertThat(access.check(request("ward.test", token("admin.token"))).operator())
        .isEqualTo(Access.OPERATOR);
    assertRefused(access, request("other.test", token("admin.token")), ConsoleErrors.FOREIGN_HOST);
  }

  @Test
  void theLastGoodConfigurationOutlivesARestart() throws Exception {
    var unused = access(Map.of("allowedHosts", "ward.test"));

    Access again = access(Map.of("allowedHosts", HostileSettings.SCRIPT));

    assertThat(reports.properties()).containsExactly("allowedHosts");
    assertThat(again.check(request("ward.test", token("admin.token"))).operator())
        .isEqualTo(Access.OPERATOR);
  }

  @Test
  void anAcceptedConfigurationReplacesTheOneBeforeAndEndsTheReport() throws Exception {
    Access access = access(Map.of("allowedHosts", 7));
    assertThat(reports.properties()).containsExactly("allowedHosts");

    access.modified(Map.of("allowedHosts", "other.test", "tokenFile", "second.token"));

    assertThat(reports.current()).isEmpty();
    assertThat(access.check(request("other.test", token("second.token"))).operator())
        .isEqualTo(Access.OPERATOR);
    assertRefused(
        access, request("other.test", token("admin.token")), ConsoleErrors.NOT_AUTHENTICATED);
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() throws Exception {
    Access access = access(Map.of());
    Files.delete(directory.resolve("admin/admin.token"));

    access.modified(Map.of());
    access.modified(Map.of("tokenFile", "admin.token", "allowedHosts", new String[0]));

    assertThat(directory.resolve("admin/admin.token")).doesNotExist();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void aTokenThatOthersMayReadLetsNobodyInUntilItIsPutRight() throws Exception {
    Path file = Files.createDirectories(directory.resolve("admin")).resolve("admin.token");
    Files.writeString(file, "0".repeat(64));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Access access = access(Map.of());
    assertThat(reports.said()).containsExactly("accepted", "refused tokenFile WG-CON-0014");
    assertRefused(access, request("localhost", "0".repeat(64)), ConsoleErrors.TOKEN_FAILED);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(access.check(request("localhost", "0".repeat(64))).operator())
        .isEqualTo(Access.OPERATOR);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void aTokenFileThatCannotBeReadLeavesTheLastGoodOneInForce() throws Exception {
    Access access = access(Map.of());
    Files.createDirectories(directory.resolve("admin/folder.token"));

    access.modified(Map.of("tokenFile", "folder.token"));

    assertThat(reports.current()).hasSize(1);
    assertThat(access.check(request("localhost", token("admin.token"))).operator())
        .isEqualTo(Access.OPERATOR);
  }

  @Test
  void passwordsInTheClearCountOnlyOnTheMachineItselfUnlessConfigured() throws Exception {
    Access access = access(Map.of());
    access.bindAccounts(
        (name, password) -> Optional.of(new Accounts.Account(name, Accounts.Role.OPERATOR)));
    for (String address : List.of("127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1")) {
      assertThat(access.check(password(address, false)).operator()).isEqualTo("operator:olga");
    }
    assertThat(access.check(password("192.0.2.7", true)).operator()).isEqualTo("operator:olga");
    assertRefused(access, password("192.0.2.7", false), ConsoleErrors.NOT_AUTHENTICATED);

    access.modified(Map.of("plainPasswords", true));

    assertThat(access.check(password("192.0.2.7", false)).operator()).isEqualTo("operator:olga");
  }

  private static HttpServletRequest password(String address, boolean secure) {
    return request(Map.of("Host", "localhost", "Authorization", "Basic b2xnYTp4"), address, secure);
  }

  private Access access(Map<String, Object> properties) {
    return new Access(
        name -> {
          try {
            return Files.createDirectories(directory.resolve(name));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        reports,
        properties);
  }

  private String token(String file) throws IOException {
    return Files.readString(directory.resolve("admin").resolve(file)).strip();
  }

  private static void assertRefused(
      Access access, HttpServletRequest request, org.wardgate.api.error.ErrorCode code) {
    assertThatThrownBy(() -> access.check(request))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  private static HttpServletRequest request(String host, String token) {
    return request(Map.of("Host", host, "Authorization", "Bearer " + token), "127.0.0.1", false);
  }

  private static HttpServletRequest request(
      Map<String, String> headers, String address, boolean secure) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpServletRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              String header = arguments == null ? null : headers.get(String.valueOf(arguments[0]));
              return switch (method.getName()) {
                case "getHeader" -> header;
                case "getRemoteAddr" -> address;
                case "isSecure" -> secure;
                case "getMethod" -> "GET";
                case "getHeaders" ->
                    Collections.enumeration(header == null ? List.of() : List.of(header));
                default -> throw new AssertionError(method);
              };
            });
  }
}
