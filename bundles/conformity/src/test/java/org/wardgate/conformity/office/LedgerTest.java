package org.wardgate.conformity.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.testing.Examples;
import org.wardgate.conformity.testing.TestWard;

class LedgerTest {
  private static Issued issued(int number, String device) {
    Bytes id = Bytes.of(ByteBuffer.allocate(Claims.ID_BYTES).putInt(number).array());
    Claims claims =
        new Claims(
            id,
            Examples.GATEWAY,
            new DeviceId(device),
            TestWard.NOW,
            TestWard.NOW.plusSeconds(60),
            Optional.empty(),
            Examples.trusted());
    return new Issued(
        claims,
        new Sight(Examples.trusted(), TestWard.NOW, Optional.empty(), Duration.ofSeconds(60)));
  }

  @Test
  void theOldestIsForgottenBeyondTheLimit() {
    Ledger ledger = new Ledger();
    for (int i = 0; i < Ledger.ISSUED_MAX_COUNT + 10; i++) {
      ledger.add(issued(i, "pump-" + i % 1_000));
    }
    assertThat(ledger.size()).isEqualTo(Ledger.ISSUED_MAX_COUNT);
    assertThat(ledger.find(issued(9, "x").claims().id())).isEmpty();
    assertThat(ledger.find(issued(10, "x").claims().id())).isPresent();
  }

  @Test
  void whatExpiredIsForgottenALittleLater() {
    Ledger ledger = new Ledger();
    ledger.add(issued(1, "pump-1"));
    ledger.forget(TestWard.NOW.plusSeconds(119));
    assertThat(ledger.size()).isEqualTo(1);
    assertThat(ledger.live(TestWard.NOW.plusSeconds(60))).isEmpty();
    ledger.forget(TestWard.NOW.plusSeconds(120));
    assertThat(ledger.size()).isZero();
    assertThat(ledger.newest(new DeviceId("pump-1"))).isEmpty();
  }
}
