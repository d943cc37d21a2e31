package org.wardgate.registrar.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PledgeReported;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.TestCa;
import org.wardgate.registrar.testing.VoucherWriter;

/**
 * A pledge of the typical kind joins over real DTLS (draft-ietf-anima-constrained-voucher §6.5.1):
 * request, voucher, its verification, status, enrolment, status.
 */
class PledgeJoinTest {
  private static final CborLimits LIMITS = new CborLimits(65_536, 8, 256);
  private static final String RV = ".well-known/brski/rv";

  private final Scene scene = new Scene();
  private final EmulatedMasa masa = new EmulatedMasa(scene);

  @TempDir Path directory = Path.of("");

  @AfterEach
  void close() {
    masa.close();
  }

  private RegistrarGateway gateway() throws RefusedException {
    return new RegistrarGateway(scene, masa, directory);
  }

  private VoucherWriter request(DtlsPledge pledge) {
    Bytes seen = PublicKeys.spki(pledge.registrarChain().get(0).getPublicKey());
    return VoucherWriter.request()
        .number(1, 2)
        .bytes(7, Scene.NONCE)
        .bytes(12, seen)
        .text(13, Scene.SERIAL);
  }

  /** Asks again as long as it is told to. */
  private static Response voucher(DtlsPledge pledge, Bytes request) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    Response response = pledge.post(RV, 836, request.toArray());
    while (response.getCode() == ResponseCode.SERVICE_UNAVAILABLE && System.nanoTime() < end) {
      response = pledge.post(RV, 836, request.toArray());
    }
    return response;
  }

  /** What a pledge checks (RFC 8995 §5.6.1, §5.6.2); answers the certificate to trust. */
  private X509Certificate verified(Bytes voucher, DtlsPledge pledge) throws Exception {
    CoseSign1 message = (CoseSign1) CoseMessage.parse(voucher, LIMITS);
    CoseVerifier.verify(message, scene.masa.certificate().getPublicKey(), Bytes.EMPTY);
    assertThat(message.unprotectedHeader()).isEqualTo(CborMap.EMPTY);
    CborMap outer = (CborMap) CborReader.read(message.payload(), LIMITS);
    CborMap leaves = (CborMap) outer.get(2451).orElseThrow();
    assertThat(leaves.get(11)).contains(new CborText(Scene.SERIAL));
    assertThat(leaves.get(7)).contains(new CborBytes(Scene.NONCE));
    X509Certificate pinned = Certificates.ofDer(((CborBytes) leaves.get(8).orElseThrow()).value());
    List<X509Certificate> path =
        ChainValidator.validate(
            pledge.registrarChain(), List.of(), List.of(pinned), scene.now, Usage.TLS_SERVER);
    assertThat(path).last().isEqualTo(pinned);
    return pinned;
  }

  @Test
  void aPledgeJoinsFromDiscoveryToItsLdevid() throws Exception {
    try (RegistrarGateway gateway = gateway();
        DtlsPledge pledge = new DtlsPledge(gateway.address(), scene.pump)) {
      String links = pledge.get(".well-known/core?rt=brski*", 40).getPayloadString();
      assertThat(links)
          .contains("</.well-known/brski>", "</.well-known/brski/rv>", "brski.rv", "ct=\"836\"")
          .contains("</.well-known/brski/vs>", "</.well-known/brski/es>", "\"50 60\"");

      Response answer = voucher(pledge, request(pledge).bare(scene.pump));
      assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(answer.getOptions().getContentFormat()).isEqualTo(836);
      X509Certificate domain = verified(Bytes.of(answer.getPayload()), pledge);
      assertThat(domain).isEqualTo(scene.ward.certificate());

      Bytes good = Bytes.ofHex("A26776657273696F6E0166737461747573F5");
      Response vs = pledge.post(".well-known/brski/vs", 60, good.toArray());
      assertThat(vs.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(vs.getPayloadSize()).isZero();

      KeyPair keys = EcKeys.generateP256();
      Response sen =
          pledge.post(".well-known/est/sen", 42, PublicKeys.spki(keys.getPublic()).toArray());
      X509Certificate ldevid = Certificates.ofDer(Bytes.of(sen.getPayload()));
      ChainValidator.validate(
          List.of(ldevid), List.of(), List.of(domain), scene.now, Usage.TLS_CLIENT);

      String json = "{\"version\":1,\"status\":true,\"reason\":\"done\"}";
      Response es = pledge.post(".well-known/brski/es", 50, json.getBytes(StandardCharsets.UTF_8));
      assertThat(es.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(gateway.sink.events(VoucherAnswered.class))
          .singleElement()
          .matches(event -> event.problem().isEmpty());
      assertThat(gateway.sink.events(PledgeReported.class))
          .extracting(PledgeReported::subject, PledgeReported::success, PledgeReported::reason)
          .containsExactly(tuple("voucher", true, ""), tuple("enrolment", true, "done"));
    }
  }

  @Test
  void aManInTheMiddleIsNoticedByTheCertificateThePledgeSees() throws Exception {
    try (RegistrarGateway gateway = gateway();
        DtlsPledge pledge = new DtlsPledge(gateway.address(), scene.pump)) {
      pledge.get(".well-known/core", 40);
      // the pledge's DTLS would have ended at somebody with another certificate
      Bytes other = PublicKeys.spki(TestCa.root("x").gateway().chain().get(0).getPublicKey());
      Response answer = voucher(pledge, request(pledge).bytes(12, other).bare(scene.pump));
      assertThat(answer.getCode()).isEqualTo(ResponseCode.FORBIDDEN);
      assertThat(answer.getPayloadString()).startsWith(OnboardingErrors.NOT_THIS_REGISTRAR.code());
      assertThat(masa.asked).isEmpty();
    }
  }

  @Test
  void aRequestOf1MbIsCutOffByTheTransport() throws Exception {
    try (RegistrarGateway gateway = gateway();
        DtlsPledge pledge = new DtlsPledge(gateway.address(), scene.pump)) {
      Response answer = pledge.post(RV, 836, new byte[1 << 20]);
      assertThat(answer.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
      assertThat(gateway.sink.events).isEmpty();
    }
  }

  @Test
  void aMalformedReportIsRefused() throws Exception {
    try (RegistrarGateway gateway = gateway();
        DtlsPledge pledge = new DtlsPledge(gateway.address(), scene.pump)) {
      for (String path : List.of(".well-known/brski/vs", ".well-known/brski/es")) {
        assertThat(pledge.post(path, 60, new byte[] {1}).getCode())
            .isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(pledge.post(path, 0, new byte[] {1}).getCode())
            .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
      }
      assertThat(gateway.sink.events).isEmpty();
    }
  }
}
