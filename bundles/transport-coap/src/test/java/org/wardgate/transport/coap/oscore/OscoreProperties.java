package org.wardgate.transport.coap.oscore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.transport.coap.oscore.SecurityContext.Binding;

class OscoreProperties {
  private static final Bytes A = Bytes.ofHex("0a");
  private static final Bytes B = Bytes.ofHex("0b");

  private static SecurityContext context(Suite suite, Bytes sender, Bytes recipient) {
    return new SecurityContext(
        suite,
        Bytes.ofHex("000102030405060708090a0b0c0d0e0f"),
        Bytes.EMPTY,
        sender,
        recipient,
        Optional.empty());
  }

  @Property
  void anyDatagramIsParsedOrRefused(@ForAll @Size(max = 200) byte[] datagram) {
    Optional<CoapMessage> message = CoapMessage.parse(datagram);
    message.ifPresent(m -> assertThat(CoapMessage.parse(m.serialize())).isEqualTo(Optional.of(m)));
  }

  @Property
  void anyOptionValueIsParsedOrRefused(@ForAll @Size(max = 40) byte[] value) {
    OscoreOption.parse(Bytes.of(value))
        .ifPresent(
            option ->
                assertThat(OscoreOption.parse(option.encode().value()))
                    .isEqualTo(Optional.of(option)));
  }

  @Property
  void whatIsProtectedComesBack(
      @ForAll Suite suite,
      @ForAll @Size(max = 100) byte[] payload,
      @ForAll @LongRange(min = 0, max = (1L << 40) - 1) long sequence)
      throws OscoreException {
    CoapMessage plain =
        new CoapMessage(
            CoapMessage.CON,
            CoapMessage.POST,
            7,
            Bytes.ofHex("01"),
            List.of(new CoapOption(CoapOption.URI_PATH, Bytes.ofHex("61"))),
            Bytes.of(payload));
    SecurityContext client = context(suite, A, B);
    client.startAt(sequence);
    CoapMessage sealed = client.protectRequest(plain).message();
    assertThat(context(suite, B, A).unprotectRequest(sealed).message()).isEqualTo(plain);
  }

  @Property
  void nothingMadeUpIsBelieved(
      @ForAll @Size(max = 60) byte[] payload, @ForAll @Size(max = 12) byte[] option) {
    CoapMessage madeUp =
        new CoapMessage(
            CoapMessage.CON,
            CoapMessage.POST,
            7,
            Bytes.EMPTY,
            List.of(new CoapOption(CoapOption.OSCORE, Bytes.of(option))),
            Bytes.of(payload));
    SecurityContext server = context(Suite.AES_CCM_16_64_128, B, A);
    assertThatThrownBy(() -> server.unprotectRequest(madeUp)).isInstanceOf(OscoreException.class);
    assertThatThrownBy(() -> server.unprotectResponse(madeUp, new Binding(B, Bytes.ofHex("00"))))
        .isInstanceOf(OscoreException.class);
  }

  @Property
  void aNumberIsNewOnce(@ForAll @Size(max = 100) List<@IntRange(max = 80) Integer> numbers) {
    ReplayWindow window = new ReplayWindow();
    java.util.Set<Integer> taken = new java.util.HashSet<>();
    for (int number : numbers) {
      if (window.isNew(number)) {
        assertThat(taken.add(number)).isTrue();
        window.mark(number);
      }
    }
  }

  @Property
  void theLastSequenceNumberIsTheEnd(@ForAll Suite suite) throws OscoreException {
    SecurityContext client = context(suite, A, B);
    client.startAt(SecurityContext.SEQUENCE_MAX);
    CoapMessage plain = new CoapMessage(CoapMessage.CON, 1, 7, Bytes.EMPTY, List.of(), Bytes.EMPTY);
    assertThatCode(() -> client.protectRequest(plain)).doesNotThrowAnyException();
    assertThatThrownBy(() -> client.protectRequest(plain)).isInstanceOf(OscoreException.class);
  }
}
