package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.error.RefusedException;

class PkiSettingsTest {
  @Test
  void takesWhatIsInRange() throws RefusedException {
    assertThat(PkiSettings.of(1, "").validity()).isEqualTo(Duration.ofHours(1));
    assertThat(PkiSettings.of(8760, "").validity()).isEqualTo(Duration.ofDays(365));
    assertThat(PkiSettings.of(72, "")).isEqualTo(PkiSettings.DEFAULT);
    assertThat(PkiSettings.of(72, " W ").wardName()).contains("W");
  }

  @ParameterizedTest
  @CsvSource({"0, W", "-1, W", "8761, W", "72, 1234567890123456789012345678901234567890123456789"})
  void refusesWhatIsNot(int hours, String wardName) {
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> PkiSettings.of(hours, wardName));
    assertThat(refusal.errorCode().code()).isEqualTo("WG-PLAT-0004");
  }

  @Test
  void theBuildHasADate() {
    assertThat(BuildDate.read()).isAfter("2026-01-01T00:00:00Z");
  }
}
