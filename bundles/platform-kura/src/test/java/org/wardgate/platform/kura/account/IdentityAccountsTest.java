package org.wardgate.platform.kura.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.identity.IdentityService;
import org.eclipse.kura.identity.Permission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.platform.Accounts.Account;
import org.wardgate.api.platform.Accounts.Role;
import org.wardgate.platform.kura.fake.Stubs;

class IdentityAccountsTest {
  private final Map<String, String> passwords =
      Map.of("nurse", "pw1", "student", "pw2", "admin", "pw3", "stranger", "pw4");
  private final Set<String> grants = Set.of("nurse:wardgate.operator", "student:wardgate.viewer");
  private final Set<String> made = new HashSet<>();
  private @Nullable RuntimeException failure;
  private final IdentityAccounts accounts =
      new IdentityAccounts(Stubs.of(IdentityService.class, this::answer));

  private final PendingChange nobodyMust = name -> false;

  @BeforeEach
  void userAdmin() {
    accounts.bindPendingChange(nobodyMust);
  }

  // as Kura does: the password is overwritten, administrators have every permission
  private @Nullable Object answer(String method, Object[] arguments) throws KuraException {
    if (failure != null) {
      throw failure;
    }
    switch (method) {
      case "createPermission" -> {
        return made.add(((Permission) arguments[0]).getName());
      }
      case "checkPassword" -> {
        char[] given = (char[]) arguments[1];
        boolean right = new String(given).equals(passwords.get((String) arguments[0]));
        Arrays.fill(given, ' ');
        require(right);
        return null;
      }
      case "checkPermission" -> {
        String wanted = ((Permission) arguments[1]).getName();
        require(arguments[0].equals("admin") || grants.contains(arguments[0] + ":" + wanted));
        return null;
      }
      default -> throw new UnsupportedOperationException(method);
    }
  }

  private static void require(boolean good) throws KuraException {
    if (!good) {
      throw KuraException.internalError("no");
    }
  }

  private Optional<Account> login(String name, String password) {
    return accounts.authenticate(name, password.toCharArray());
  }

  @Test
  void permissionsMakeRoles() {
    assertThat(login("nurse", "pw1")).contains(new Account("nurse", Role.OPERATOR));
    assertThat(login("student", "pw2")).contains(new Account("student", Role.VIEWER));
    assertThat(login("admin", "pw3")).contains(new Account("admin", Role.OPERATOR));
    assertThat(login("stranger", "pw4")).isEmpty();
    assertThat(made).containsExactlyInAnyOrder("wardgate.operator", "wardgate.viewer");
  }

  @Test
  void wrongPasswordsAndNamesAreRefused() {
    assertThat(login("nurse", "pw2")).isEmpty();
    assertThat(login("nurse", "")).isEmpty();
    assertThat(login("nobody", "pw1")).isEmpty();
    assertThat(login("", "pw1")).isEmpty();
    assertThat(login("nurse\u0000", "pw1")).isEmpty();
    assertThat(login("nurse", "x".repeat(2_000_000))).isEmpty();
  }

  @Test
  void theCallersPasswordIsNotOverwritten() {
    char[] password = "pw1".toCharArray();
    assertThat(accounts.authenticate("nurse", password)).isPresent();
    assertThat(password).isEqualTo("pw1".toCharArray());
  }

  @Test
  void aServiceThatIsGoingAwayLetsNobodyIn() {
    failure = new IllegalStateException("gone");
    assertThat(login("nurse", "pw1")).isEmpty();
    assertThat(new IdentityAccounts(Stubs.of(IdentityService.class, this::answer))).isNotNull();
  }

  @Test
  void whileNobodyKnowsWhoMustChangeAPasswordNobodyGetsIn() {
    accounts.unbindPendingChange(nobodyMust);
    assertThat(login("admin", "pw3")).isEmpty();
    assertThat(login("nurse", "pw1")).isEmpty();
    accounts.bindPendingChange(nobodyMust);
    assertThat(login("nurse", "pw1")).isPresent();
  }

  @Test
  void aPasswordThatMustBeChangedFirstDoesNotCount() {
    PendingChange pending = name -> name.equals("admin");
    accounts.bindPendingChange(pending);
    assertThat(login("admin", "pw3")).isEmpty();
    assertThat(login("nurse", "pw1")).isPresent();
    accounts.bindPendingChange(nobodyMust);
    assertThat(login("admin", "pw3")).isPresent();
  }
}
