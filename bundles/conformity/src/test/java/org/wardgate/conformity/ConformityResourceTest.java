package org.wardgate.conformity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportKind;

class ConformityResourceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FakeDesk desk = new FakeDesk();
  private final ConformityResource resource = new ConformityResource(desk, nanos::get);

  /** Remembers what it was asked. */
  private static final class FakeDesk implements ConformityDesk {
    final List<String> asked = new ArrayList<>();

    @Override
    public Bytes current(DeviceId device, Format format) throws RefusedException {
      asked.add(device + " " + format);
      if (device.value().equals("starting")) {
        throw new RefusedException(ConformityErrors.NOT_READY, "");
      }
      if (device.value().equals("nobody")) {
        throw new RefusedException(ConformityErrors.NONE, "");
      }
      return Bytes.ofHex("d2");
    }

    @Override
    public Bytes status(String certificateId, Format format) throws RefusedException {
      asked.add(certificateId + " " + format);
      if (!certificateId.matches("[0-9a-f]{32}")) {
        throw new RefusedException(ConformityErrors.MALFORMED, "");
      }
      return Bytes.ofHex("d2");
    }

    @Override
    public List<X509Certificate> signer() {
      return List.of();
    }
  }

  private Response ask(String device, OptionalInt accept, String... queries) throws Exception {
    PeerIdentity identity =
        new PeerIdentity(
            PeerIdentity.Kind.LDEVID, new DeviceId(device), Bytes.EMPTY, Optional.empty());
    Peer peer = new Peer(identity, TransportKind.COAP, InetAddress.getLoopbackAddress(), 5684, "s");
    return resource
        .handle(
            new BoundedRequest(
                new CorrelationId("1"),
                peer,
                Method.GET,
                ConformityResource.PATH,
                List.of(queries),
                OptionalInt.empty(),
                accept,
                Bytes.EMPTY,
                Instant.EPOCH))
        .toCompletableFuture()
        .get();
  }

  @Test
  void aDeviceFetchesItsOwnOrAnothersOrAStatusAsACwt() throws Exception {
    String id = "00112233445566778899aabbccddeeff";
    assertThat(ask("pump-1", OptionalInt.empty()).contentFormat()).hasValue(61);
    assertThat(ask("pump-1", OptionalInt.of(ContentFormat.CWT), "d=pump-2").code())
        .isEqualTo(ResponseCode.CONTENT);
    assertThat(ask("pump-1", OptionalInt.empty(), "s=" + id).code())
        .isEqualTo(ResponseCode.CONTENT);
    assertThat(desk.asked).containsExactly("pump-1 CWT", "pump-2 CWT", id + " CWT");
    assertThat(resource.linkAttributes()).containsEntry("ct", "61");
    assertThat(resource.methods()).containsExactly(Method.GET);
    assertThat(resource.payloadMaxBytes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "d=nobody,NOT_FOUND",
    "d=starting,SERVICE_UNAVAILABLE",
    "d=,BAD_REQUEST",
    "d=../x,BAD_REQUEST",
    "d=PUMP,BAD_REQUEST",
    "x=1,BAD_REQUEST",
    "s=,BAD_REQUEST",
    "s=00,BAD_REQUEST",
    "pump-2,BAD_REQUEST"
  })
  void aWrongQuestionIsRefused(String query, ResponseCode code) throws Exception {
    assertThat(ask("pump-1", OptionalInt.empty(), query).code()).isEqualTo(code);
  }

  @Test
  void twoQuestionsOrAnotherFormatAreRefused() throws Exception {
    assertThat(ask("pump-1", OptionalInt.empty(), "d=a", "d=b").code())
        .isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(ask("pump-1", OptionalInt.of(ContentFormat.CBOR)).code())
        .isEqualTo(ResponseCode.NOT_ACCEPTABLE);
  }

  @Test
  void whoAsksTooOftenWaitsAndNobodyElseDoes() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThat(ask("pump-1", OptionalInt.empty()).code()).isEqualTo(ResponseCode.CONTENT);
    }
    assertThat(ask("pump-1", OptionalInt.empty()).code()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
    assertThat(ask("pump-2", OptionalInt.empty()).code()).isEqualTo(ResponseCode.CONTENT);
    nanos.addAndGet(1_000_000_000L);
    assertThat(ask("pump-1", OptionalInt.empty()).code()).isEqualTo(ResponseCode.CONTENT);
  }
}
