package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.californium.core.coap.CoAP;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.CertificationRequests;

/** What a genuine device with hostile software may send over the real transport. */
class HostileRequestsTest {
  private static final String CLIENT = Workbench.OPENSSL_COAP;
  private static final String SEN = ".well-known/est/sen";

  private final PeersGateway gateway = new PeersGateway();

  @TempDir Path directory = Path.of("");
  private Workbench bench = new Workbench(directory, gateway);

  @BeforeEach
  void prepare() {
    bench = Workbench.in(directory, gateway);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void assertNothingIssued() {
    assertThat(gateway.events(EnrolmentRequested.class)).isEmpty();
  }

  private void assertOnlyTheKeyCounts(String csr) throws CryptoException {
    bench.post(CLIENT, "pump", "sen", csr + ".csr", "-o", csr + ".p7");
    assertThat(bench.verified(csr)).contains("CN = pump-1");
    assertThat(bench.ok("x509", "-in", csr + ".pem", "-noout", "-text"))
        .contains("CA:FALSE")
        .doesNotContain("CA:TRUE", "evil", "Certificate Sign");
    assertThat(gateway.events(EnrolmentRequested.class))
        .singleElement()
        .extracting(EnrolmentRequested::publicKeySpki)
        .isEqualTo(CertificationRequest.ofDer(bench.read(csr + ".csr")).publicKeySpki());
  }

  @Test
  void otherSubjectIsIgnoredInAFirstRequest() throws CryptoException {
    bench.csr("other", "-addext", "subjectAltName=DNS:evil.example,IP:10.0.0.1");
    assertOnlyTheKeyCounts("other");
  }

  @Test
  void caFlagIsIgnored() throws CryptoException {
    bench.csr(
        "ca",
        "-addext",
        "basicConstraints=critical,CA:TRUE",
        "-addext",
        "keyUsage=keyCertSign,cRLSign");
    assertOnlyTheKeyCounts("ca");
  }

  @Test
  void otherSubjectIsRefusedInARenewal() {
    bench.csr("now");
    bench.post(CLIENT, "pump", "sen", "now.csr", "-o", "now.p7");
    bench.verified("now");
    bench.csr("other");
    assertThat(bench.post(CLIENT, "now", "sren", "other.csr")).contains("4.03", "WG-ONB-0018");
    bench.renewal("fine", "now");
    // the same request in a session of the manufacturer's certificate
    assertThat(bench.post(CLIENT, "pump", "sren", "fine.csr")).contains("4.03", "WG-ONB-0018");
    assertThat(gateway.events(EnrolmentRequested.class)).hasSize(1);
  }

  @Test
  void renewalWithARevokedCertificateIsRefusedInTheHandshake() throws Exception {
    bench.csr("now");
    bench.post(CLIENT, "pump", "sen", "now.csr", "-o", "now.p7");
    bench.verified("now");
    bench.renewal("next", "now");
    gateway.revokeAll();

    assertThat(bench.post(CLIENT, "now", "sren", "next.csr", "-B", "4")).doesNotContain("2.04");
    gateway.awaitEvent(PeerRefused.class);
    assertThat(gateway.events(PeerRefused.class))
        .extracting(event -> event.problem().code())
        .contains(OnboardingErrors.REVOKED.code());
    assertThat(gateway.events(EnrolmentRequested.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa,rsa_keygen_bits:1024",
    "ec,ec_paramgen_curve:P-521",
    "ec,ec_paramgen_curve:secp256k1",
    "ec,ec_paramgen_curve:P-192"
  })
  void weakKeyIsRefused(String algorithm, String option) {
    bench.ok("genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", "weak.key");
    bench.ok(
        "req", "-new", "-key", "weak.key", "-outform", "DER", "-out", "weak.csr", "-subj", "/CN=d");

    assertThat(bench.post(CLIENT, "pump", "sen", "weak.csr")).contains("4.00", "WG-ONB-0005");
    assertThat(bench.post(CLIENT, "pump", "skg", "weak.csr")).contains("4.00", "WG-ONB-0005");
    assertNothingIssued();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sha1", "-md5"})
  void weakSignatureIsRefused(String digest) {
    bench.ok("genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "w.key");
    bench.ok(
        "req",
        "-new",
        digest,
        "-key",
        "w.key",
        "-outform",
        "DER",
        "-out",
        "w.csr",
        "-subj",
        "/CN=d");

    assertThat(bench.post(CLIENT, "pump", "sen", "w.csr")).contains("4.00", "WG-ONB-0005");
    assertNothingIssued();
  }

  @Test
  void wrongProofOfPossessionIsRefused() {
    bench.csr("mine");
    bench.csr("other");
    byte[] mine = bench.read("mine.csr").toArray();
    byte[] other = bench.read("other.csr").toArray();
    // my key under the signature of another's request
    int tail = Math.min(64, Math.min(mine.length, other.length));
    System.arraycopy(other, other.length - tail, mine, mine.length - tail, tail);
    bench.write("wrong.csr", mine);

    for (String resource : new String[] {"sen", "skg", "skc"}) {
      assertThat(bench.post(CLIENT, "pump", resource, "wrong.csr")).contains("4.00");
    }
    assertNothingIssued();
  }

  @Test
  void replayedProofOfPossessionIsRefused() {
    bench.csr("mine");
    bench.post(CLIENT, "pump", "sen", "mine.csr");
    bench.identity("thief", gateway.ward.beta.idevid("1"));

    assertThat(bench.post(CLIENT, "thief", "sen", "mine.csr")).contains("4.00", "WG-ONB-0007");
    assertThat(gateway.events(EnrolmentRequested.class))
        .extracting(EnrolmentRequested::device)
        .containsExactly(TestWard.PUMP);
  }

  @Test
  void oneMegabyteIsRefused() {
    bench.write("large.csr", new byte[1024 * 1024]);

    for (String resource : new String[] {"sen", "sren", "skg", "skc"}) {
      assertThat(bench.post(CLIENT, "pump", resource, "large.csr")).contains("4.13");
    }
    assertNothingIssued();
  }

  @Test
  void malformedAsn1IsRefused() {
    byte[] good = CertificationRequests.create(EcKeys.generateP256(), "d").toArray();
    bench.write("empty.csr", new byte[] {0x30, 0});
    bench.write("cut.csr", Arrays.copyOf(good, good.length - 3));
    bench.write("longer.csr", Arrays.copyOf(good, good.length + 1));
    bench.write("deep.csr", Bytes.ofHex("3080".repeat(2_000)).toArray());
    bench.write("endless.csr", Bytes.ofHex("3084ffffffff").toArray());

    for (String file : new String[] {"empty", "cut", "longer", "deep", "endless"}) {
      assertThat(bench.post(CLIENT, "pump", "sen", file + ".csr"))
          .as(file)
          .contains("4.00", "WG-ONB-0006");
    }
    assertNothingIssued();
  }

  /** smimeCapabilities, decryptKeyID, asymmDecryptKeyID. */
  @ParameterizedTest
  @ValueSource(strings = {"15", "16.2.37", "16.2.54"})
  void aRequestForAWrappedKeyGetsNoneWithLessProtection(String attribute) {
    String config =
        """
        [req]
        prompt = no
        distinguished_name = name
        attributes = wanted
        [name]
        CN = d
        [wanted]
        1.2.840.113549.1.9.%s = x
        """
            .formatted(attribute);
    bench.write("wrap.cnf", config.getBytes(StandardCharsets.US_ASCII));
    bench.ok("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "wrap.key");
    bench.ok(
        "req",
        "-new",
        "-config",
        "wrap.cnf",
        "-key",
        "wrap.key",
        "-outform",
        "DER",
        "-out",
        "wrap.csr");

    assertThat(bench.post(CLIENT, "pump", "skg", "wrap.csr")).contains("4.03", "WG-ONB-0017");
    assertNothingIssued();
  }

  @Test
  void blockwiseTransferThatBeginsInTheMiddleIsRefused() {
    bench.csr("new");
    assertThat(bench.post(CLIENT, "pump", "sen", "new.csr", "-b", "2,64")).contains("4.08");
    assertNothingIssued();
  }

  private ServingDevice device() throws IOException {
    return new ServingDevice(
        gateway.port(), gateway.ward.acme.idevid("1"), gateway.ward.ward.certificate(), "none");
  }

  @Test
  void blockwiseTransferThatNeverFinishesIssuesNothingAndBlocksNobody() throws Exception {
    byte[] csr = CertificationRequests.create(EcKeys.generateP256(), "d").toArray();
    try (ServingDevice device = device()) {
      assertThat(device.block(SEN, csr, 0, true)).isEqualTo(CoAP.ResponseCode.CONTINUE);
      assertThat(device.block(SEN, csr, 1, true)).isEqualTo(CoAP.ResponseCode.CONTINUE);
      assertNothingIssued();
      // the device itself may begin again, in another session
      bench.csr("new");
      bench.post(CLIENT, "pump", "sen", "new.csr", "-b", "64", "-o", "new.p7");
      bench.verified("new");
    }
  }

  @Test
  void blockwiseTransferThatChangesMidwayIssuesNothing() throws Exception {
    byte[] one = CertificationRequests.create(EcKeys.generateP256(), "d").toArray();
    byte[] other = CertificationRequests.create(EcKeys.generateP256(), "d").toArray();
    byte[] changed = Arrays.copyOf(other, 3 * ServingDevice.BLOCK_BYTES + 1);
    try (ServingDevice device = device()) {
      device.block(SEN, one, 0, true);
      device.block(SEN, changed, 1, true);
      device.block(SEN, changed, 2, true);
      assertThat(device.block(SEN, changed, 3, false))
          .isIn(CoAP.ResponseCode.BAD_REQUEST, CoAP.ResponseCode.REQUEST_ENTITY_INCOMPLETE);
      // and one that leaves a block out
      device.block(SEN, one, 0, true);
      assertThat(device.block(SEN, one, 2, false))
          .isEqualTo(CoAP.ResponseCode.REQUEST_ENTITY_INCOMPLETE);
    }
    assertNothingIssued();
  }
}
