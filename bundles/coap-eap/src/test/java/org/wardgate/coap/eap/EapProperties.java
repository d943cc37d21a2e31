package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;

class EapProperties {
  @Property
  void anyPayloadIsParsedOrRefused(@ForAll @Size(max = 100) byte[] payload) {
    EapPacket.parse(Bytes.of(payload))
        .ifPresent(carried -> assertThat(carried.packet().encode()).isEqualTo(carried.encoded()));
  }

  @Property
  void anyInfoIsParsedOrRefused(@ForAll @Size(max = 60) byte[] encoded) {
    CoapEapInfo.parse(Bytes.of(encoded))
        .ifPresent(
            info -> assertThat(CoapEapInfo.parse(info.encode())).isEqualTo(Optional.of(info)));
  }

  @Property
  void anyTriggerIsAPathOrRefused(@ForAll @Size(max = 80) byte[] payload) {
    TriggerPath.parse(Bytes.of(payload))
        .ifPresent(path -> assertThat(path).hasSizeLessThanOrEqualTo(8).doesNotContain(".."));
  }

  @Property
  void whateverADeviceShowsConfirmsNobodyElse(
      @ForAll boolean vouches,
      @ForAll @Size(max = 200) byte[] psk,
      @ForAll @Size(max = 200) byte[] tls) {
    Credential credential = new Credential(vouches);
    credential.seen(new EapPacket(EapPacket.RESPONSE, 1, EapPacket.TYPE_PSK, Bytes.of(psk)));
    credential.seen(new EapPacket(EapPacket.RESPONSE, 2, EapPacket.TYPE_TLS, Bytes.of(tls)));
    assertThat(credential.confirms(Optional.empty(), "pump-1"::equals)).isFalse();
  }
}
