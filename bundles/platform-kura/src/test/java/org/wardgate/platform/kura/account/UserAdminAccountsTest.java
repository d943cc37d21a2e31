package org.wardgate.platform.kura.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.platform.Accounts.Account;
import org.wardgate.api.platform.Accounts.Role;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeUserAdmin;

class UserAdminAccountsTest {
  private final FakeUserAdmin users = new FakeUserAdmin();
  private final FakeCrypto crypto = new FakeCrypto();
  private boolean identityService;
  private UserAdminAccounts accounts =
      new UserAdminAccounts(users.service(), () -> identityService);

  @BeforeEach
  void people() throws Exception {
    users.group("kura.permission.kura.admin");
    for (String name : new String[] {"nurse", "student", "admin", "stranger"}) {
      users.user(name, Map.of("kura.password", crypto.sha256Hash(name + "-pw")), Map.of());
    }
    users.grant("wardgate.operator", "nurse");
    users.grant("wardgate.viewer", "student");
    users.grant("kura.admin", "admin");
    accounts = new UserAdminAccounts(users.service(), () -> identityService);
    accounts.bindCryptoService(crypto);
  }

  private java.util.Optional<Account> login(String name) {
    return accounts.authenticate(name, (name + "-pw").toCharArray());
  }

  @Test
  void permissionsMakeRoles() {
    assertThat(login("nurse")).contains(new Account("nurse", Role.OPERATOR));
    assertThat(login("student")).contains(new Account("student", Role.VIEWER));
    assertThat(login("admin")).contains(new Account("admin", Role.OPERATOR));
    assertThat(login("stranger")).isEmpty();
    assertThat(login("nobody")).isEmpty();
  }

  @Test
  void permissionsAreMadeOnce() {
    assertThat(users.names())
        .contains("kura.permission.wardgate.operator", "kura.permission.wardgate.viewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "NURSE-PW", "nurse-pw "})
  void wrongPasswordsAreRefused(String password) {
    assertThat(accounts.authenticate("nurse", password.toCharArray())).isEmpty();
  }

  @Test
  void hugePasswordsAndHostileNamesAreRefused() {
    assertThat(accounts.authenticate("nurse", "x".repeat(1_000_000).toCharArray())).isEmpty();
    for (String name : new String[] {"", " ", "a\nb", "n".repeat(65), "../nurse"}) {
      assertThat(accounts.authenticate(name, "nurse-pw".toCharArray())).isEmpty();
    }
  }

  @Test
  void theHashItselfIsNoPassword() throws Exception {
    assertThat(accounts.authenticate("nurse", crypto.sha256Hash("nurse-pw").toCharArray()))
        .isEmpty();
  }

  @Test
  void accountsWithoutAPasswordOrWithOneOfAnotherFormDoNotGetIn() {
    users.user("nurse", Map.of(), Map.of());
    assertThat(login("nurse")).isEmpty();
    users.user("nurse", Map.of("kura.password", ""), Map.of());
    assertThat(login("nurse")).isEmpty();
    users.user("nurse", Map.of("kura.password", new byte[] {1}), Map.of());
    assertThat(login("nurse")).isEmpty();
    users.user("nurse", Map.of("kura.password", "$argon2id$v=19$x"), Map.of());
    assertThat(login("nurse")).isEmpty();
  }

  @Test
  void aPasswordThatMustBeChangedFirstDoesNotCount() throws Exception {
    users.user(
        "admin",
        Map.of("kura.password", crypto.sha256Hash("admin-pw")),
        Map.of("kura.need.password.change", "true"));
    assertThat(login("admin")).isEmpty();
    assertThat(accounts.pending("admin")).isTrue();
    assertThat(accounts.pending("nurse")).isFalse();
    assertThat(accounts.pending("nobody")).isFalse();
  }

  @Test
  void whereThereIsAnIdentityServiceItIsAskedAlone() {
    identityService = true;
    assertThat(login("nurse")).isEmpty();
  }

  @Test
  void whileTheCryptoServiceIsAwayNobodyGetsIn() {
    accounts.unbindCryptoService(crypto);
    assertThat(login("nurse")).isEmpty();
    assertThat(accounts.pending("nurse")).isFalse();
    accounts.bindCryptoService(crypto);
    assertThat(login("nurse")).isPresent();
  }

  @Test
  void aServiceThatIsGoingAwayLetsNobodyIn() {
    users.gone = true;
    assertThat(login("nurse")).isEmpty();
    assertThat(accounts.pending("nurse")).isTrue();
    assertThat(new UserAdminAccounts(users.service(), () -> false)).isNotNull();
  }

  @Test
  void theCallersPasswordIsNotOverwritten() {
    char[] password = "nurse-pw".toCharArray();
    accounts.authenticate("nurse", password);
    assertThat(password).isEqualTo("nurse-pw".toCharArray());
  }
}
