package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.ward.network.DhcpWire.MAC;
import static org.wardgate.ward.network.DhcpWire.URL;
import static org.wardgate.ward.network.DhcpWire.duid;
import static org.wardgate.ward.network.DhcpWire.join;
import static org.wardgate.ward.network.DhcpWire.option6;
import static org.wardgate.ward.network.DhcpWire.v6;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dhcp6MessageTest {
  private static byte[] good() {
    return v6(1, duid(true), option6(8, new byte[2]), option6(112, URL));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 11})
  void readsWhatClientsSay(int type) {
    for (boolean withTime : new boolean[] {true, false}) {
      assertThat(Dhcp6Message.claim(v6(type, option6(112, URL), duid(withTime))))
          .contains(new MudUrlClaim(MAC, URL, true));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 5, 6, 7, 8, 9, 10, 12, 13, 255})
  void leavesOtherMessagesOut(int type) {
    assertThat(Dhcp6Message.claim(v6(type, duid(true), option6(112, URL)))).isEmpty();
  }

  @Test
  void refusesWhatIsThereTwiceOrNotAtAll() {
    assertThat(Dhcp6Message.claim(v6(1, duid(true), option6(112, URL), option6(112, URL))))
        .isEmpty();
    assertThat(Dhcp6Message.claim(v6(1, duid(true), duid(true), option6(112, URL)))).isEmpty();
    assertThat(Dhcp6Message.claim(v6(1, duid(true)))).isEmpty();
    assertThat(Dhcp6Message.claim(v6(1, option6(112, URL)))).isEmpty();
  }

  @Test
  void refusesClientIdsWithoutHardwareAddress() {
    for (byte[] id :
        new byte[][] {
          {},
          {0, 3, 0, 1},
          {0, 2, 0, 1, 2, 0x77, 0, 0, 0, 11}, // by enterprise
          {0, 4, 0, 1, 2, 0x77, 0, 0, 0, 11},
          {0, 3, 0, 6, 2, 0x77, 0, 0, 0, 11}, // another link
          {0, 3, 0, 1, 3, 0x77, 0, 0, 0, 11}, // a group's
          {0, 3, 0, 1, 0, 0, 0, 0, 0, 0},
          {0, 3, 0, 1, 2, 0x77, 0, 0, 0, 11, 0}
        }) {
      assertThat(Dhcp6Message.claim(v6(1, option6(1, id), option6(112, URL)))).isEmpty();
    }
  }

  @Test
  void refusesWhatIsCutOrTooLong() {
    byte[] message = good();
    for (int length = 0; length < message.length; length++) {
      assertThat(Dhcp6Message.claim(Arrays.copyOf(message, length))).isEmpty();
    }
    assertThat(Dhcp6Message.claim(join(message, option6(9, new byte[1_500])))).isEmpty();
  }

  @Property(tries = 1_000)
  void anyOptionsAreSurvived(@ForAll @Size(max = 200) byte[] options) {
    Dhcp6Message.claim(v6(1, duid(true), options))
        .ifPresent(found -> assertThat(found.mudUrl()).matches("[!-~]{1,255}"));
  }

  @Property(tries = 1_000)
  void anyChangedByteIsSurvived(@ForAll @IntRange(min = 0, max = 80) int at, @ForAll byte changed) {
    byte[] message = good();
    message[at % message.length] = changed;

    Dhcp6Message.claim(message)
        .ifPresent(found -> assertThat(found.mudUrl()).startsWithIgnoringCase("https://"));
  }
}
