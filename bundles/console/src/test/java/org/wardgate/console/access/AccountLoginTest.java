package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;

class AccountLoginTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final AccountLogin login = new AccountLogin(() -> now);
  private final List<char[]> passwords = new ArrayList<>();

  private Optional<Accounts.Account> check(String name, char[] password) {
    passwords.add(password);
    return name.equals("alice") && String.valueOf(password).equals("säsam:open")
        ? Optional.of(new Accounts.Account(name, Accounts.Role.OPERATOR))
        : Optional.empty();
  }

  private boolean tries(String typed, String address) throws RefusedException {
    String credentials = Base64.getEncoder().encodeToString(typed.getBytes(StandardCharsets.UTF_8));
    return login.login(this::check, credentials, address).isPresent();
  }

  private boolean limited(String typed, String address) {
    try {
      assertThat(tries(typed, address)).isFalse();
      return false;
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("WG-CON-0022");
      return true;
    }
  }

  @Test
  void theRightPasswordLetsInAndIsWipedAfterwards() throws Exception {
    assertThat(tries("alice:säsam:open", "10.0.0.1")).isTrue();
    assertThat(passwords).hasSize(1);
    assertThat(passwords.get(0)).containsOnly('\0');
    assertThat(tries("alice:wrong", "10.0.0.1")).isFalse();
    assertThat(passwords.get(1)).containsOnly('\0');
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", ":x", " :x", "a\u0000:x", "a\nb:x", "alice\u202e:x"})
  void whatIsNoNameAndPasswordIsNotEvenTried(String typed) throws Exception {
    assertThat(tries(typed, "10.0.0.1")).isFalse();
    assertThat(passwords).isEmpty();
  }

  @Test
  void malformedHugeOrWronglyEncodedCredentialsAreNotEvenTried() throws Exception {
    String latin = Base64.getEncoder().encodeToString(new byte[] {'a', ':', (byte) 0xe4});
    for (String credentials : List.of("%%", "", latin, "A".repeat(1_028))) {
      assertThat(login.login(this::check, credentials, "10.0.0.1")).isEmpty();
    }
    assertThat(tries("a".repeat(65) + ":x", "10.0.0.1")).isFalse();
    assertThat(passwords).isEmpty();
  }

  @Test
  void anAddressThatGuessesIsSlowedDownForSecondsAlone() throws Exception {
    for (int i = 0; i < AccountLogin.ADDRESS_FAILURES_MAX_COUNT; i++) {
      assertThat(limited("name-" + i + ":wrong", "10.0.0.1")).isFalse();
    }
    assertThat(limited("bob:wrong", "10.0.0.1")).isTrue();
    int before = passwords.size();
    assertThatThrownBy(() -> tries("alice:säsam:open", "10.0.0.1"))
        .hasMessageContaining("WG-CON-0022");
    assertThat(passwords).hasSize(before);
    assertThat(tries("alice:säsam:open", "10.0.0.2")).isTrue();
    now += 5 * SECOND;
    assertThat(tries("alice:säsam:open", "10.0.0.1")).isTrue();
  }

  @Test
  void oneAddressCannotLockSomebodyElsesName() throws Exception {
    int guesses = 0;
    for (int second = 0; second < 300; second++) {
      now += SECOND;
      if (!limited("alice:wrong", "10.0.0.1")) {
        guesses++;
      }
      assertThat(tries("alice:säsam:open", "10.0.0.2")).isTrue();
    }
    assertThat(guesses).isLessThanOrEqualTo(300 / 5 + AccountLogin.ADDRESS_FAILURES_MAX_COUNT);
  }

  @Test
  void guessesFromManyAddressesAreLimitedByName() {
    int guesses = 0;
    for (int i = 0; i < 200; i++) {
      if (!limited("alice:wrong", "10.0.1." + i)) {
        guesses++;
      }
    }
    assertThat(guesses).isEqualTo(WaitingRoom.NAME_MAX_COUNT);
    assertThat(limited("ALICE:wrong", "10.0.2.1")).isTrue();
  }

  @Test
  void strangersWhoGuessANameDoNotKeepOutWhoLoggedInLately() throws Exception {
    assertThat(tries("alice:säsam:open", "10.0.0.9")).isTrue();
    for (int i = 0; i < 100; i++) {
      limited("alice:wrong", "10.0.1." + i);
    }
    assertThat(limited("alice:wrong", "10.0.2.1")).isTrue();
    assertThat(tries("Alice:säsam:open", "10.0.0.9")).isFalse();
    assertThat(tries("alice:säsam:open", "10.0.0.9")).isTrue();
    for (int i = 1; i < AccountLogin.ADDRESS_FAILURES_MAX_COUNT; i++) {
      assertThat(limited("alice:wrong", "10.0.0.9")).isFalse();
    }
    assertThat(limited("alice:wrong", "10.0.0.9")).isTrue();
  }

  @Test
  void strangersWhoKeepEveryTurnBusyLeaveOneToWhoLoggedInLately() throws Exception {
    assertThat(tries("alice:säsam:open", "10.0.0.9")).isTrue();
    CountDownLatch busy = new CountDownLatch(AccountLogin.AT_ONCE_MAX_COUNT);
    CountDownLatch end = new CountDownLatch(1);
    Accounts slow =
        (name, password) -> {
          busy.countDown();
          try {
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return Optional.empty();
        };
    String stranger = Base64.getEncoder().encodeToString("bob:x".getBytes(StandardCharsets.UTF_8));
    List<CompletableFuture<Void>> strangers = new ArrayList<>();
    for (int i = 0; i < AccountLogin.AT_ONCE_MAX_COUNT; i++) {
      String address = "10.0.1." + i;
      strangers.add(
          CompletableFuture.runAsync(
              () ->
                  assertThatCode(() -> login.login(slow, stranger, address))
                      .doesNotThrowAnyException(),
              task -> new Thread(task).start()));
    }
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tries("alice:säsam:open", "10.0.0.9")).isTrue();
    end.countDown();
    for (CompletableFuture<Void> one : strangers) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void addressesOfOneIpv6NetworkAreOne() {
    for (int i = 0; i < AccountLogin.ADDRESS_FAILURES_MAX_COUNT; i++) {
      assertThat(limited("n" + i + ":wrong", "2001:db8:1:2::" + i)).isFalse();
    }
    assertThat(limited("x:wrong", "2001:db8:1:2:ffff::1")).isTrue();
    assertThat(limited("y:wrong", "2001:db8:1:3::1")).isFalse();
  }

  @Test
  void whoIsRightUsesNothingUp() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(tries("alice:säsam:open", "10.0.0.1")).isTrue();
    }
  }

  @Property(tries = 300)
  void anyCredentialsAreRefusedOrChecked(@ForAll String credentials) throws Exception {
    now += 60 * SECOND;
    assertThat(login.login(this::check, credentials, "10.0.0.1")).isEmpty();
  }
}
