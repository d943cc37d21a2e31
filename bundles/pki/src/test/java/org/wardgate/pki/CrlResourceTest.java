package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportKind;

class CrlResourceTest implements RevocationPublisher {
  private boolean ready = true;

  @Override
  public Bytes crl() throws RefusedException {
    if (!ready) {
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, "test");
    }
    return Bytes.ofHex("01");
  }

  @Override
  public Bytes crl(String issuerKeyId) throws RefusedException {
    if (!issuerKeyId.equals("ab")) {
      throw new RefusedException(PkiErrors.UNKNOWN_ISSUER, issuerKeyId);
    }
    return Bytes.ofHex("02");
  }

  @Override
  public Bytes ocsp(Bytes request) {
    return request;
  }

  @Override
  public String anchorsPem() {
    return "";
  }

  private Response get(OptionalInt accept, String... queries) throws Exception {
    PeerIdentity identity =
        new PeerIdentity(
            PeerIdentity.Kind.LDEVID,
            new DeviceId("pump-1"),
            Bytes.of(new byte[32]),
            Optional.empty());
    return new CrlResource(this)
        .handle(
            new BoundedRequest(
                new CorrelationId("c-1"),
                new Peer(identity, TransportKind.COAP, InetAddress.getLoopbackAddress(), 1, "s-1"),
                Method.GET,
                CrlResource.PATH,
                List.of(queries),
                OptionalInt.empty(),
                accept,
                Bytes.EMPTY,
                Ward.NOW))
        .toCompletableFuture()
        .get();
  }

  @Test
  void givesTheListOfTheRootThatIssuesOrOfTheOneThatIsNamed() throws Exception {
    assertThat(get(OptionalInt.empty()).payload().hex()).isEqualTo("01");
    assertThat(get(OptionalInt.of(42), "issuer=ab").payload().hex()).isEqualTo("02");
  }

  @Test
  void refusesOtherFormatsAndRoots() throws Exception {
    assertThat(get(OptionalInt.of(60)).code()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
    assertThat(get(OptionalInt.empty(), "issuer=").code()).isEqualTo(ResponseCode.NOT_FOUND);
    assertThat(get(OptionalInt.empty(), "issuer=../x").code()).isEqualTo(ResponseCode.NOT_FOUND);
  }

  @Test
  void asksToComeAgainWhileTheCaIsNotReady() throws Exception {
    ready = false;
    Response response = get(OptionalInt.empty());
    assertThat(response.code()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(response.maxAgeSeconds()).hasValue(5);
  }
}
