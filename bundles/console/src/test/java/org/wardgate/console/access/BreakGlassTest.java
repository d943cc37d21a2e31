package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
