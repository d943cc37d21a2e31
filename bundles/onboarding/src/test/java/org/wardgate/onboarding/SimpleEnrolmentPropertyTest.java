package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequests;

class SimpleEnrolmentPropertyTest {
  private static final byte[] CSR =
      CertificationRequests.create(EcKeys.generateP256(), "pump").toArray();

  private static final X509Certificate IN_FORCE =
      TestCa.root("Ward CA").ldevid("pump-1").certificate();
  private static final byte[] RENEWAL =
      CertificationRequests.renewing(IN_FORCE, EcKeys.generateP256()).toArray();

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

  @Property(tries = 300)
  void aBrokenRenewalOrRequestForAServersKeyIsNone(
      @ForAll @IntRange(max = 10_000) int position,
      @ForAll @IntRange(min = 1, max = 255) int flip,
      @ForAll @IntRange(max = 2) int resource) {
    byte[] broken = RENEWAL.clone();
    broken[position % broken.length] ^= (byte) flip;
    TestWard ward = new TestWard();
    CsrResource at =
        switch (resource) {
          case 0 ->
              new SimpleReenrolment(
                  desk.enrolments, Clock.systemUTC(), any -> CertificateStatus.Status.GOOD);
          case 1 -> new ServerKeyWithCerts(desk.enrolments, ward::inventory);
          default -> new ServerKeyWithCertificate(desk.enrolments, ward::inventory);
        };
    Response response =
        TestDesk.join(
            at.handle(
                TestWard.post(
                    TestWard.renewing(TestWard.PUMP, IN_FORCE),
                    ContentFormat.PKCS10,
                    OptionalInt.empty(),
                    Bytes.of(broken))));

    assertThat(response.code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(desk.requested).isEmpty();
  }
}
