package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequests;

class SimpleEnrolmentPropertyTest {
  private static final byte[] CSR =
      CertificationRequests.create(EcKeys.generateP256(), "pump").toArray();

  private final TestDesk desk = new TestDesk(Duration.ofMinutes(1));
  private final SimpleEnrolment service = new SimpleEnrolment(desk.enrolments);

  private void assertRefused(byte[] csr) {
    ResponseCode code =
        service
            .handle(
                TestWard.post(
                    TestWard.PUMP, ContentFormat.PKCS10, OptionalInt.empty(), Bytes.of(csr)))
            .toCompletableFuture()
            .join()
            .code();
    assertThat(code).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(desk.requested).isEmpty();
  }

  @Property(tries = 300)
  void aRequestWithOneWrongByteIsNone(
      @ForAll @IntRange(max = 10_000) int position,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] broken = CSR.clone();
    broken[position % broken.length] ^= (byte) flip;

    assertRefused(broken);
  }

  @Property(tries = 200)
  void noiseIsNoRequest(@ForAll @Size(max = 400) byte[] noise) {
    assertRefused(noise);
  }
}
