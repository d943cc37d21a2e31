package org.wardgate.console.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;

class PortTest {

  @Test
  void waitsForTheNextService() throws Exception {
    Port<String> port = new Port<>("part", Duration.ofSeconds(20));
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return port.get();
              } catch (RefusedException e) {
                throw new IllegalStateException(e);
              }
            });
    port.bind("next");
    assertThat(waiting.get()).isEqualTo("next");
  }

  @Test
  void givesUpWithTheNameOfThePart() {
    Port<String> port = new Port<>("journal", Duration.ofMillis(1));
    assertThatThrownBy(port::get)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CON-0010")
        .hasMessageContaining("journal");
  }

  @Test
  void aLateFarewellOfTheOldDoesNotTakeTheNewAway() throws Exception {
    Port<String> port = new Port<>("part", Duration.ofMillis(1));
    String old = "old";
    port.bind(old);
    port.bind("new");
    port.unbind(old);
    assertThat(port.get()).isEqualTo("new");
  }
}
