package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagingOrderTest {
  private static List<String> arguments(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "features=f",
                "jars=j",
                "out=o",
                "version=0.1.0-SNAPSHOT",
                "time=2026-11-01T00:00:00Z"));
    all.addAll(Arrays.asList(more));
    return all;
  }

  @Test
  void whatIsNotGivenHasADefault() throws Exception {
    PackagingOrder order =
        PackagingOrder.of(arguments("expires=", "requires=", "signing-key=", "signing-chain="));
    assertThat(order.expires()).isEqualTo(Instant.parse("2028-11-01T00:00:00Z"));
    assertThat(order.requires()).isEmpty();
    assertThat(order.signingKey()).isEmpty();
    assertThat(order.version()).hasToString("0.1.0.SNAPSHOT");
  }

  @Test
  void whatIsGivenCounts() throws Exception {
    PackagingOrder order =
        PackagingOrder.of(arguments("expires=2027-01-01T00:00:00Z", "requires=0.0.9"));
    assertThat(order.expires()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(order.requires().map(Object::toString)).contains("0.0.9");
  }

  @ParameterizedTest
  @CsvSource({
    "sign=x,not an argument",
    "nonsense,not an argument",
    "version=2,given twice",
    "expires=tomorrow,no time",
    "requires=new,not a version",
    "signing-key=k,belong together",
    "signing-chain=k,belong together",
    "previous=p,belong together",
    "previous-anchors=p,belong together"
  })
  void whatIsWrongIsNamed(String argument, String said) {
    assertThatThrownBy(() -> PackagingOrder.of(arguments(argument)))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource({"0,features", "1,jars", "2,out", "3,version", "4,time"})
  void whatIsMissingIsNamed(int index, String name) {
    List<String> arguments = arguments();
    arguments.remove(index);
    assertThatThrownBy(() -> PackagingOrder.of(arguments))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining(name + " is missing");
  }
}
