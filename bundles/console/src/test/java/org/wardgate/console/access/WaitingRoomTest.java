package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Accounts;

/** Strangers who guess, and somebody's first login from a network. */
class WaitingRoomTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String PERSON = "192.0.2.7";

  private long now;
  private int checked;
  private AccountLogin login = new AccountLogin(() -> now);

  @BeforeEach
  void anew() {
    now = 0;
    checked = 0;
    login = new AccountLogin(() -> now);
  }

  private Optional<Accounts.Account> check(String name, char[] password) {
    boolean right = name.equals("alice") && String.valueOf(password).equals("right");
    checked += right ? 0 : 1;
    return right
        ? Optional.of(new Accounts.Account(name, Accounts.Role.OPERATOR))
        : Optional.empty();
  }

  private boolean tries(String typed, String address) {
    String credentials = Base64.getEncoder().encodeToString(typed.getBytes(StandardCharsets.UTF_8));
    try {
      return login.login(this::check, credentials, address).isPresent();
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("WG-CON-0022");
      return false;
    }
  }

  private void guess(int count, IntFunction<String> address) {
    for (int i = 0; i < count; i++) {
      tries("alice:wrong" + i, address.apply(i));
    }
  }

  /** Seconds until the right password lets in, asked every second while others go on. */
  private int secondsUntilIn(String address, Runnable others) {
    for (int second = 0; second < 3_600; second++) {
      if (tries("alice:right", address)) {
        return second;
      }
      others.run();
      now += SECOND;
    }
    throw new AssertionError("not within an hour");
  }

  @Test
  void thousandGuessesFromThousandAddressesDelayAFirstLoginBySeconds() {
    guess(1_000, i -> "10.0." + i / 250 + '.' + i % 250);

    // four groups of networks, each of which is called before the person's at most once
    assertThat(secondsUntilIn(PERSON, () -> {})).isLessThanOrEqualTo(5);
  }

  @Test
  void andNoLongerIfTheyGoOnAskingForTheirTurns() {
    Runnable others = () -> guess(1_000, i -> "10.0." + i / 250 + '.' + i % 250);
    others.run();

    assertThat(secondsUntilIn(PERSON, others)).isLessThanOrEqualTo(5);
  }

  @Test
  void fromTheSameGroupAsTheyItIsWhoeverStillAsksThatComesBefore() {
    guess(250, i -> "192.0.2." + (i + 10));

    // those who ask once and leave lose their places
    assertThat(secondsUntilIn(PERSON, () -> {}))
        .isLessThanOrEqualTo((int) WaitingRoom.KEPT_SECONDS + 1);
  }

  @Test
  void andFromTheSameGroupAsThoseWhoStayItIsOneSecondForEach() {
    Runnable others = () -> guess(240, i -> "192.0.2." + (i + 10));
    others.run();

    assertThat(secondsUntilIn(PERSON, others)).isLessThanOrEqualTo(241);
  }

  @Test
  void thousandGroupsOfNetworksDelayByAThousandSecondsAtMost() {
    Runnable others =
        () -> {
          if (now % (20 * SECOND) == 0) { // often enough to keep their places
            guess(1_000, i -> "10." + i / 250 + '.' + i % 250 + ".1");
          }
        };
    others.run();

    assertThat(secondsUntilIn(PERSON, others)).isLessThanOrEqualTo(1_001);
  }

  @Test
  void madeUpNamesDelayLessBecauseEachHasItsOwnTries() {
    Runnable others =
        () -> {
          for (int i = 0; i < 1_000; i++) {
            tries("made-up-" + i + ":wrong", "10." + i / 250 + '.' + i % 250 + ".1");
          }
        };
    others.run();

    assertThat(secondsUntilIn(PERSON, others)).isLessThanOrEqualTo(101);
  }

  @Test
  void guessesAtOneNameInAnHourStayBelowTheBound() {
    for (int second = 0; second < 3_600; second++) {
      int round = second;
      guess(20, i -> "10.1." + round % 250 + '.' + i);
      now += SECOND;
    }
    assertThat(checked).isLessThanOrEqualTo(WaitingRoom.NAME_MAX_COUNT + 3_600);
  }

  @Test
  void manyOtherNamesDoNotMakeTheGuessesAtOneForgotten() {
    for (int round = 0; round < 60; round++) {
      int at = round;
      guess(20, i -> "10." + at + ".0." + i);
      for (int i = 0; i < 2_000; i++) {
        tries("name-" + at + '-' + i + ":wrong", "10." + at + '.' + (i / 250 + 1) + '.' + i % 250);
      }
    }
    // no time passed: what was checked at once is all there is
    assertThat(checked).isLessThanOrEqualTo(WaitingRoom.ALL_MAX_COUNT);
  }

  @Test
  void aFullRoomHasAPlaceForANetworkOfAnotherGroup() {
    guess(WaitingRoom.WAITING_MAX_COUNT * 2, i -> "10.0." + i / 250 + '.' + i % 250);

    assertThat(secondsUntilIn(PERSON, () -> {})).isLessThanOrEqualTo(10);
  }

  @Test
  void aTurnThatNobodyTakesLapses() {
    WaitingRoom room = new WaitingRoom(() -> now);
    Network network = Network.of(PERSON);
    for (int i = 0; i < WaitingRoom.NAME_MAX_COUNT; i++) {
      assertThat(room.mayTry(Network.of("10.0.0." + i), "alice")).isTrue();
    }
    assertThat(room.mayTry(network, "alice")).isFalse();
    room.later(network, "alice");
    now += (WaitingRoom.KEPT_SECONDS + 1) * SECOND;
    for (int i = 0; i < WaitingRoom.NAME_MAX_COUNT; i++) {
      assertThat(room.mayTry(Network.of("10.0.1." + i), "alice")).isTrue();
    }
    assertThat(room.mayTry(network, "alice")).isFalse();
  }

  @Property(tries = 200)
  void neverMoreAtOnceThanTheBoundsWhoeverAsks(
      @ForAll @IntRange(max = 300) int asked, @ForAll @IntRange(min = 1, max = 40) int names) {
    WaitingRoom room = new WaitingRoom(() -> 0);
    int may = 0;
    for (int i = 0; i < asked; i++) {
      may += room.mayTry(Network.of("10.0." + i % 7 + '.' + i), "name" + i % names) ? 1 : 0;
    }
    assertThat(may)
        .isLessThanOrEqualTo(WaitingRoom.ALL_MAX_COUNT)
        .isLessThanOrEqualTo(names * WaitingRoom.NAME_MAX_COUNT);
  }
}
