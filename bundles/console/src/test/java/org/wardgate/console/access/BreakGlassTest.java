package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class BreakGlassTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path work = Path.of("");

  private BreakGlassCodes codes() {
    return new BreakGlassCodes(work.resolve("codes"));
  }

  private BreakGlass glass() {
    return new BreakGlass(codes());
  }

  private void refused(String typed) {
    assertThatThrownBy(() -> glass().check(typed))
        .as(typed)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CON-0018");
  }

  @Test
  void aCodeCountsOnceAndNamesItsNumber() throws Exception {
    List<String> drawn = codes().draw(2, RANDOM);
    BreakGlass.Right right = glass().check(drawn.get(1));
    assertThat(codes().left()).hasValue(2);
    assertThat(right.use()).isEqualTo("break-glass code 2");
    assertThat(codes().left()).hasValue(1);
    refused(drawn.get(1));
    assertThatThrownBy(right::use).hasMessageContaining("WG-CON-0018");
    assertThat(glass().check(drawn.get(0)).use()).isEqualTo("break-glass code 1");
  }

  @Test
  void aUsedCodeStaysUsedAfterARestartAndIfItsHashComesBack() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    Path file = work.resolve("codes/1.code");
    String hash = Files.readString(file);
    assertThat(glass().check(code).use()).isNotEmpty();
    Files.writeString(file, hash);
    refused(code);
    assertThat(codes().left()).hasValue(0);
  }

  @Test
  void whoeverIsSecondGetsNothing() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    BreakGlass.Right first = glass().check(code);
    BreakGlass.Right second = glass().check(code);
    assertThat(first.use()).isNotEmpty();
    assertThatThrownBy(second::use).hasMessageContaining("WG-CON-0018");
  }

  @Test
  void whatPeopleTypeIsUnderstood() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    String plain = code.substring(2).replace("-", "");
    for (String typed :
        List.of(
            code,
            code.toLowerCase(Locale.ROOT),
            " " + code + " ",
            code.replace('-', ' '),
            "1-" + plain,
            "1 " + plain.replace('0', 'O').replace('1', 'l'))) {
      assertThat(glass().check(typed)).as(typed).isNotNull();
    }
  }

  @Test
  void anotherSecretOrNumberIsRefused() throws Exception {
    List<String> drawn = codes().draw(2, RANDOM);
    String first = drawn.get(0);
    refused("2" + first.substring(1));
    refused("3" + first.substring(1));
    char last = first.charAt(first.length() - 1);
    refused(first.substring(0, first.length() - 1) + (last == 'A' ? 'B' : 'A'));
    // as many as one bedside would ever mistype: the right one still counts at once
    for (int i = 0; i < 500; i++) {
      refused("1-" + BreakGlassCode.draw(1, RANDOM).secret());
    }
    assertThat(glass().check(first).use()).isEqualTo("break-glass code 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-",
        "-AAAA-AAAA-AAAA",
        "0-AAAA-AAAA-AAAA",
        "01-AAAA-AAAA-AAAA",
        "1-AAAA-AAAA-AAA",
        "1-AAAA-AAAA-AAAAA",
        "1-AAAA-AAAA-AAAU",
        "100000-AAAA-AAAA-AAAA",
        "../1-AAAA-AAAA-AAAA",
        "1/../1-AAAA-AAAA-AAAA",
        "1-AAAA-AAAA-AAA\u0000",
        "1-AAAA-AAAA-AAAA                              ",
        "9999999999999999999-AAAAAAAAAAAA"
      })
  void whatIsNoCodeIsRefused(String typed) throws Exception {
    assertThat(codes().draw(1, RANDOM)).hasSize(1);
    refused(typed);
  }

  @Test
  void withoutCodesNothingOpens() {
    refused("1-AAAA-AAAA-AAAA");
    assertThat(codes().left()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pbkdf2-sha256",
        "pbkdf2-sha256:1:00:000:00",
        "pbkdf2-sha256:9999999:00112233445566778899aabbccddeeff:000:00",
        "plain:secret"
      })
  void aDamagedHashOpensNothing(String content) throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    Files.writeString(work.resolve("codes/1.code"), content);
    refused(code);
  }

  @Test
  void aMarkThatCannotBeWrittenLetsNothingCount() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    BreakGlass.Right right = glass().check(code);
    try (Stream<Path> files = Files.list(work.resolve("codes"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(work.resolve("codes"));
    assertThatThrownBy(right::use).hasMessageContaining("WG-CON-0019");
  }

  /** A wrong code that gets past the short hint, as a stranger finds it by timing. */
  private String plausible(BreakGlassCodes codes) throws RefusedException {
    SlowHash hash = codes.unused(1).orElseThrow();
    while (true) {
      BreakGlassCode guess = BreakGlassCode.draw(1, RANDOM);
      if (hash.plausible(guess.secret()) && !hash.matches(guess.secret())) {
        return guess.text();
      }
    }
  }

  @Test
  void aGuessThatPassesTheHintCannotBeReplayedToStarveTheBedside() throws Exception {
    BreakGlassCodes codes = codes();
    List<String> drawn = codes.draw(2, RANDOM);
    BreakGlass glass = new BreakGlass(codes);
    String guess = plausible(codes);
    AtomicBoolean goesOn = new AtomicBoolean(true);
    List<Thread> strangers = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      String address = "10.0.0." + n;
      Thread stranger =
          new Thread(
              () -> {
                while (goesOn.get()) {
                  assertThatThrownBy(() -> glass.check(guess, address))
                      .isInstanceOf(RefusedException.class);
                }
              });
      stranger.setDaemon(true);
      stranger.start();
      strangers.add(stranger);
    }
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(glass.check(drawn.get(1), "10.0.1.1")).isNotNull();
      }
    } finally {
      goesOn.set(false);
      for (Thread stranger : strangers) {
        stranger.join();
      }
    }
  }

  @Test
  void aRefusedGuessIsForgottenAfterMinutesAndTheRightCodeNeverCountsAsOne() throws Exception {
    AtomicLong nanos = new AtomicLong();
    BreakGlassCodes codes = codes();
    String right = codes.draw(1, RANDOM).get(0);
    SlowHash hash = codes.unused(1).orElseThrow();
    RefusedCodes refused = new RefusedCodes(nanos::get);
    refused.remember(hash, "AAAAAAAAAAAA");
    assertThat(refused.knows(hash, "AAAAAAAAAAAA")).isTrue();
    assertThat(refused.knows(hash, right.substring(2).replace("-", ""))).isFalse();
    assertThat(refused.knows(SlowHash.make("AAAAAAAAAAAA", RANDOM), "AAAAAAAAAAAA")).isFalse();
    nanos.set(RefusedCodes.REMEMBERED_SECONDS * 1_000_000_000L);
    assertThat(refused.knows(hash, "AAAAAAAAAAAA")).isFalse();
    refused.remember(hash, "AAAAAAAAAAAA");
    for (int i = 0; i < RefusedCodes.REMEMBERED_MAX_COUNT; i++) {
      refused.remember(hash, "guess " + i);
    }
    assertThat(refused.knows(hash, "AAAAAAAAAAAA")).isFalse();
  }

  @Test
  void oneAddressHasOneTurnAndOnlyAFewWait() throws Exception {
    Turns turns = new Turns();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread first =
        new Thread(
            () -> {
              try {
                turns.take(
                    "10.0.0.1",
                    () -> {
                      busy.countDown();
                      awaitQuietly(end);
                      return true;
                    });
              } catch (RefusedException e) {
                throw new IllegalStateException(e);
              }
            });
    first.start();
    busy.await();
    try {
      // another address has its turn at once, the same one not within the time
      assertThat(turns.take("10.0.0.2", () -> true)).isTrue();
      assertThatThrownBy(() -> turns.take("10.0.0.1", () -> true))
          .hasMessageContaining("WG-CON-0017");
    } finally {
      end.countDown();
      first.join();
    }
    assertThat(turns.take("10.0.0.1", () -> true)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aMarkWhoseWritingFailsIsTakenAwayAndTheCodeCountsStill() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    BreakGlass.Right right = glass().check(code);
    // writing the mark fails after it was made
    Path obstacle = Files.createDirectory(work.resolve("codes/1.used.tmp"));
    assertThatThrownBy(right::use).hasMessageContaining("WG-CON-0019");
    assertThat(codes().left()).hasValue(1);
    Files.delete(obstacle);
    assertThat(glass().check(code).use()).isEqualTo("break-glass code 1");
    refused(code);
  }

  @Test
  void anEmptyMarkOfACrashCountsAsUsedAndIsReported() throws Exception {
    List<String> drawn = codes().draw(2, RANDOM);
    assertThat(codes().torn()).isEmpty();
    Files.createFile(work.resolve("codes/1.used"));
    refused(drawn.get(0));
    assertThat(codes().left()).hasValue(1);
    assertThat(codes().torn()).containsExactly(1);
  }

  @Test
  void aCodeThatWasGivenBackCountsOnceMoreAndNoMore() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    BreakGlass.Right first = glass().check(code);
    BreakGlass.Right second = glass().check(code);
    assertThat(first.use()).isNotEmpty();
    assertThatThrownBy(second::use).hasMessageContaining("WG-CON-0018");
    first.giveBack();
    assertThat(second.use()).isNotEmpty();
    second.forget();
    refused(code);
    assertThatThrownBy(first::use).hasMessageContaining("WG-CON-0018");
  }

  @Test
  void codesAreKeptAsHashesForTheirOwnerAlone() throws Exception {
    List<String> drawn = codes().draw(3, RANDOM);
    assertThat(new HashSet<>(drawn)).hasSize(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.resolve("codes"))))
        .isEqualTo("rwx------");
    for (int i = 1; i <= 3; i++) {
      Path file = work.resolve("codes/" + i + ".code");
      String text = Files.readString(file);
      assertThat(text).startsWith("pbkdf2-sha256:120000:");
      assertThat(text).doesNotContain(drawn.get(i - 1).substring(2).replace("-", ""));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(codes().draw(1, RANDOM).get(0)).startsWith("4-");
  }

  @Test
  void aNumberIsNeverDrawnTwice() throws Exception {
    String code = codes().draw(1, RANDOM).get(0);
    assertThat(glass().check(code).use()).isNotEmpty();
    assertThat(codes().draw(1, RANDOM).get(0)).startsWith("2-");
  }

  @Test
  void tooManyOrNoneAreNotDrawn() {
    for (int count : new int[] {-1, 0, 101}) {
      assertThatThrownBy(() -> codes().draw(count, RANDOM)).hasMessageContaining("WG-CON-0019");
    }
  }

  @Test
  void theSecretIsNeverPrinted() throws IOException {
    BreakGlassCode code = BreakGlassCode.draw(5, RANDOM);
    assertThat(code.toString()).isEqualTo("break-glass code 5");
  }
}
