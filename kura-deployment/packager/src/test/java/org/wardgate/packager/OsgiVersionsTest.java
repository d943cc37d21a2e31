package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsgiVersionsTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.0-SNAPSHOT,0.1.0.SNAPSHOT",
    "1,1.0.0",
    "1.2,1.2.0",
    "1.2.3,1.2.3",
    "1.2.3.w1,1.2.3.w1",
    "1.2-rc-1,1.2.0.rc-1"
  })
  void writesAsOsgiDoes(String maven, String osgi) throws Exception {
    assertThat(OsgiVersions.of(maven)).hasToString(osgi);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v1", "1..2", "1.2.3.4.5", "1.2.3-", "-1", "1.2.3-a b", "99999999999", "1,2"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> OsgiVersions.of(text))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(text);
  }
}
