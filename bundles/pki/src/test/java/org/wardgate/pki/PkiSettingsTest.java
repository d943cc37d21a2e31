package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class PkiSettingsTest {
  private static PkiSettings of(int hours, String wardName) throws RefusedException {
    return PkiSettings.of(hours, wardName, "", 24, 60);
  }

  private static void assertRefused(ThrowingCallable call) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, call);
    assertThat(refusal.errorCode().code()).isEqualTo("WG-PLAT-0004");
  }

  @Test
  void takesWhatIsInRange() throws RefusedException {
    assertThat(of(1, "").validity()).isEqualTo(Duration.ofHours(1));
    assertThat(of(8760, "").validity()).isEqualTo(Duration.ofDays(365));
    assertThat(of(72, "")).isEqualTo(PkiSettings.DEFAULT);
    assertThat(of(72, " W ").wardName()).contains("W");
    assertThat(PkiSettings.of(72, "", " http://gw.ward:8080/x/ ", 24, 60).revocationUrl())
        .contains("http://gw.ward:8080/x");
  }

  @ParameterizedTest
  @CsvSource({"0, W", "-1, W", "8761, W", "72, 1234567890123456789012345678901234567890123456789"})
  void refusesWhatIsNot(int hours, String wardName) {
    assertRefused(() -> of(hours, wardName));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gw",
        "gw.ward",
        "http:",
        "http://",
        "http://gw/?a=b",
        "http://gw/#a",
        "http://user@gw/",
        "http://g w",
        "http://gw/ü",
        "ldap://gw"
      })
  void refusesRevocationUrlsThatClientsCannotUse(String url) {
    assertRefused(() -> PkiSettings.of(72, "", url, 24, 60));
  }

  @Test
  void refusesARevocationUrlThatIsTooLong() {
    assertRefused(() -> PkiSettings.of(72, "", "http://gw/" + "x".repeat(200), 24, 60));
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "121, 60", "24, 0", "24, 1441"})
  void refusesValiditiesOutOfRange(int crlHours, int ocspMinutes) {
    assertRefused(() -> PkiSettings.of(72, "", "", crlHours, ocspMinutes));
  }

  @Test
  void theBuildHasADate() {
    assertThat(BuildDate.read()).isAfter("2026-01-01T00:00:00Z");
  }
}
