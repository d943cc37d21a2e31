package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressBudgetTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AddressBudget budget = new AddressBudget(nanos::get);

  @Test
  void aNameMayHaveSoManyAddressesAtATime() throws IOException {
    Map<InetAddress, Integer> full = addresses(0, AddressBudget.PER_NAME_MAX_COUNT);
    assertThat(budget.within("a", full)).isEqualTo(full);

    assertThat(budget.within("a", addresses(1_000, 10))).isEmpty();
    assertThat(budget.within("a", full)).isEqualTo(full);
    assertThat(budget.within("b", addresses(1_000, 10))).hasSize(10);

    nanos.addAndGet(60L * 1_000_000_000L);
    assertThat(budget.within("a", addresses(1_000, 10))).hasSize(10);
  }

  @Test
  void onlySoManyNamesAreRemembered() throws IOException {
    Map<InetAddress, Integer> full = addresses(0, AddressBudget.PER_NAME_MAX_COUNT);
    budget.within("a", full);
    for (int i = 0; i < AddressBudget.NAMES_MAX_COUNT; i++) {
      budget.within("n" + i, Map.of());
    }

    assertThat(budget.within("a", addresses(1_000, 10))).hasSize(10);
  }

  private static Map<InetAddress, Integer> addresses(int from, int count) throws IOException {
    Map<InetAddress, Integer> addresses = new HashMap<>();
    for (int i = from; i < from + count; i++) {
      addresses.put(InetAddress.getByName("203.0." + i / 250 + "." + i % 250), 60);
    }
    return addresses;
  }
}
