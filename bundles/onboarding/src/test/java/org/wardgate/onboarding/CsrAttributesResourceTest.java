package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.CsrAttributes;

class CsrAttributesResourceTest {
  private static Response get(OptionalInt accept) {
    return TestDesk.join(
        new CsrAttributesResource().handle(TestWard.post(TestWard.PUMP, 0, accept, Bytes.EMPTY)));
  }

  @Test
  void saysWhichKeyAndSignatureAreWanted() throws CryptoException {
    for (OptionalInt accept : new OptionalInt[] {OptionalInt.empty(), OptionalInt.of(285)}) {
      Response response = get(accept);
      assertThat(response.contentFormat()).hasValue(285);
      assertThat(CsrAttributes.decode(response.payload())).isEqualTo(CsrAttributes.p256());
    }
  }

  @Test
  void refusesOtherFormats() {
    for (int format : new int[] {0, 62, 281, 284, 286, 287}) {
      assertThat(get(OptionalInt.of(format)).code()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    }
  }
}
