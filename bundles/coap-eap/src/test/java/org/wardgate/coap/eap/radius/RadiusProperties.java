package org.wardgate.coap.eap.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;

class RadiusProperties {
  private static final RadiusSecret SECRET = new RadiusSecret(Bytes.ofHex("0102030405060708"));
  private static final Bytes AUTHENTICATOR = Bytes.of(new byte[16]);

  @Property
  void anyDatagramIsParsedOrRefused(@ForAll @Size(max = 300) byte[] datagram) {
    RadiusPacket.parse(datagram)
        .ifPresent(
            packet ->
                assertThat(RadiusPacket.parse(packet.serialize())).isEqualTo(Optional.of(packet)));
  }

  @Property
  void lengthsThatLieAreRefusedOrHarmless(
      @ForAll @Size(max = 120) byte[] attributes, @ForAll @IntRange(max = 300) int length) {
    byte[] datagram = new byte[20 + attributes.length];
    datagram[0] = 2;
    datagram[2] = (byte) (length >> 8);
    datagram[3] = (byte) length;
    System.arraycopy(attributes, 0, datagram, 20, attributes.length);
    Optional<RadiusPacket> packet = RadiusPacket.parse(datagram);
    if (length < 20 || length > datagram.length) {
      assertThat(packet).isEmpty();
    }
    packet.ifPresent(
        p -> assertThat(Authenticity.flaw(datagram, p, AUTHENTICATOR, SECRET)).isPresent());
  }

  @Property
  void anEapPacketComesBackFromItsPieces(@ForAll @Size(min = 1, max = 2000) byte[] eap) {
    List<RadiusAttribute> parts = RadiusPacket.eapMessages(Bytes.of(eap));
    RadiusPacket packet = new RadiusPacket(11, 1, AUTHENTICATOR, parts);
    assertThat(packet.eap()).isEqualTo(Optional.of(Bytes.of(eap)));
  }

  @Property
  void madeUpKeysAreNoMsk(
      @ForAll @Size(max = 100) byte[] first, @ForAll @Size(max = 100) byte[] second) {
    RadiusPacket packet =
        new RadiusPacket(
            RadiusPacket.ACCESS_ACCEPT,
            1,
            AUTHENTICATOR,
            List.of(
                new RadiusAttribute(RadiusAttribute.VENDOR_SPECIFIC, Bytes.of(first)),
                new RadiusAttribute(RadiusAttribute.VENDOR_SPECIFIC, Bytes.of(second))));
    assertThat(MppeKeys.msk(packet, AUTHENTICATOR, SECRET)).isEmpty();
  }
}
