package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

class CaCertsResourceTest {
  private final TestCa ward = TestCa.root("Ward CA");
  private final TestCa next = TestCa.root("Ward CA 2");

  private static Response get(CaCertsResource resource, OptionalInt accept) {
    return resource
        .handle(TestWard.post(TestWard.PUMP, 0, accept, Bytes.EMPTY))
        .toCompletableFuture()
        .join();
  }

  @Test
  void givesTheAnchors() throws CryptoException {
    CaCertsResource one = new CaCertsResource(ward.gateway());

    assertThat(CertsOnly.decode(get(one, OptionalInt.empty()).payload()))
        .containsExactly(ward.certificate());
    assertThat(get(one, OptionalInt.empty()).contentFormat()).hasValue(281);
    assertThat(get(one, OptionalInt.of(287)))
        .isEqualTo(Response.content(287, Certificates.der(ward.certificate())));
  }

  @Test
  void givesSeveralOnlyTogether() throws CryptoException {
    CaCertsResource two = new CaCertsResource(ward.gateway(next.certificate()));

    assertThat(CertsOnly.decode(get(two, OptionalInt.of(281)).payload()))
        .containsExactly(ward.certificate(), next.certificate());
    assertThat(get(two, OptionalInt.of(287)).code()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
  }

  @Test
  void givesBothAnchorsOfARolloverAsPartsOfOnePayload() throws CryptoException {
    CaCertsResource two = new CaCertsResource(ward.gateway(next.certificate()));

    Response parts = get(two, OptionalInt.of(62));

    assertThat(parts.contentFormat()).hasValue(62);
    assertThat(MultipartCore.decode(parts.payload()))
        .containsExactly(
            new MultipartCore.Part(287, Certificates.der(ward.certificate())),
            new MultipartCore.Part(287, Certificates.der(next.certificate())));
    CaCertsResource one = new CaCertsResource(ward.gateway());
    assertThat(MultipartCore.decode(get(one, OptionalInt.of(62)).payload())).hasSize(1);
  }

  @Test
  void refusesOtherFormats() {
    CaCertsResource one = new CaCertsResource(ward.gateway());

    for (int format : new int[] {0, 40, 60, 284, 285, 286, 65_535}) {
      assertThat(get(one, OptionalInt.of(format)).code()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    }
  }

  @Test
  void saysComeLaterWithoutAWardCa() {
    Response later = get(new CaCertsResource(), OptionalInt.empty());

    assertThat(later.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(later.maxAgeSeconds()).hasValue(5);
    assertThat(new String(later.payload().toArray(), StandardCharsets.UTF_8))
        .startsWith("WG-ONB-0009");
  }
}
