package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.ward.network.DhcpWire.MAC;
import static org.wardgate.ward.network.DhcpWire.URL;
import static org.wardgate.ward.network.DhcpWire.join;
import static org.wardgate.ward.network.DhcpWire.option;
import static org.wardgate.ward.network.DhcpWire.type;
import static org.wardgate.ward.network.DhcpWire.v4;
import static org.wardgate.ward.network.DhcpWire.v4fields;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Dhcp4MessageTest {
  private static final byte[] END = {(byte) 255};

  private static byte[] good() {
    return v4(type(1), option(161, URL), END);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void readsWhatClientsSay(int messageType) {
    assertThat(Dhcp4Message.claim(v4(type(messageType), option(161, URL), END)))
        .contains(new MudUrlClaim(MAC, URL, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 5, 6, 7, 9, 255})
  void leavesOtherMessagesOut(int messageType) {
    assertThat(Dhcp4Message.claim(v4(type(messageType), option(161, URL), END))).isEmpty();
  }

  @Test
  void neitherOrderNorPaddingMatters() {
    byte[] pad = new byte[20];
    assertThat(Dhcp4Message.claim(v4(pad, option(161, URL), pad, option(12, "pump"), type(3))))
        .isPresent();
  }

  /** RFC 3396. */
  @Test
  void putsThePartsOfALongOptionTogether() {
    String url = "https://acme.example/" + "x".repeat(200);
    byte[] one = option(161, url.substring(0, 100));
    byte[] two = option(161, url.substring(100, 180));
    byte[] three = option(161, url.substring(180));

    assertThat(Dhcp4Message.claim(v4(type(1), one, option(12, "p"), two, three, END)))
        .map(MudUrlClaim::mudUrl)
        .contains(url);
    byte[] overload = option(52, new byte[] {3});
    byte[] message = v4fields(join(type(1), overload, one, END), join(three, END), join(two, END));
    assertThat(Dhcp4Message.claim(message)).map(MudUrlClaim::mudUrl).contains(url);
  }

  @Test
  void allPartsTogetherMayNotBeLongerThanOne() {
    String url = "https://acme.example/" + "x".repeat(235);
    assertThat(
            Dhcp4Message.claim(
                v4(type(1), option(161, url.substring(0, 100)), option(161, url.substring(100)))))
        .isEmpty();
  }

  @Test
  void withoutOverloadTheOtherFieldsAreNotOptions() {
    byte[] message =
        v4fields(join(type(1), END), join(option(161, "https://a.b/"), END), new byte[0]);
    assertThat(Dhcp4Message.claim(message)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2", // an answer
    "1, 6", // another link
    "2, 16",
    "24, 10", // relayed
    "27, 1",
    "28, 3", // a group's address
    "236, 0" // no cookie
  })
  void refusesOtherHeads(int at, int value) {
    byte[] message = good();
    message[at] = (byte) value;
    assertThat(Dhcp4Message.claim(message)).isEmpty();
  }

  @Test
  void refusesAnEmptyHardwareAddressAndWhatIsCutOrTooLong() {
    byte[] nobody = good();
    for (int i = 28; i < 34; i++) {
      nobody[i] = 0;
    }
    assertThat(Dhcp4Message.claim(nobody)).isEmpty();
    byte[] message = v4(type(1), option(161, URL));
    for (int length = 0; length < message.length; length++) {
      assertThat(Dhcp4Message.claim(java.util.Arrays.copyOf(message, length))).isEmpty();
    }
    assertThat(Dhcp4Message.claim(join(good(), new byte[1_500]))).isEmpty();
  }

  @Property(tries = 1_000)
  void anyOptionsAreSurvived(@ForAll @Size(max = 400) byte[] options) {
    Optional<MudUrlClaim> claim = Dhcp4Message.claim(v4(type(1), options));

    claim.ifPresent(found -> assertThat(found.mudUrl()).matches("[!-~]{1,255}"));
  }

  @Property(tries = 1_000)
  void anyChangedByteIsSurvived(
      @ForAll @IntRange(min = 0, max = 275) int at, @ForAll byte changed) {
    byte[] message = good();
    message[at % message.length] = changed;

    Dhcp4Message.claim(message)
        .ifPresent(found -> assertThat(found.mudUrl()).startsWithIgnoringCase("https://"));
  }
}
