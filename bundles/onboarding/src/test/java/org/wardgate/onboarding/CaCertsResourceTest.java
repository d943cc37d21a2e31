package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
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
  void refusesOtherFormats() {
    CaCertsResource one = new CaCertsResource(ward.gateway());

    assertThat(get(one, OptionalInt.of(62)).code()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
  }

  @Test
  void saysComeLaterWithoutAWardCa() {
    assertThat(get(new CaCertsResource(), OptionalInt.empty())).isEqualTo(Response.later(5));
  }
}
