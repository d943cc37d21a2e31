package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.onboarding.TestCa.Identity;

/** Independent implementations enrol over the real transport. */
class PeersTest {
  private final PeersGateway gateway = new PeersGateway();

  @TempDir Path directory = Path.of("");
  private Workbench bench = new Workbench(directory, gateway);

  @BeforeEach
  void write() {
    bench = Workbench.in(directory, gateway);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private Program.Result handshake(String name, String... more) {
    List<String> command =
        new ArrayList<>(List.of("s_client", "-dtls1_2", "-CAfile", "ward.pem", "-connect"));
    command.add("127.0.0.1:" + gateway.port());
    if (!name.isEmpty()) {
      command.addAll(List.of("-cert", name + ".pem", "-key", name + ".key"));
    }
    command.addAll(List.of(more));
    return bench.openssl(command.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void enrolsFromDiscoveryToItsNewIdentity(String client) throws IOException {
    assertThat(bench.coap(client, "pump", ".well-known/core?rt=ace.est.*"))
        .contains("</.well-known/est/crts>", "ace.est.sen");
    crts(client);
    bench.csr("new");
    String sen =
        bench.coap(
            client,
            "pump",
            ".well-known/est/sen",
            "-m",
            "post",
            "-t",
            "286",
            "-b",
            "64",
            "-f",
            "new.csr",
            "-o",
            "new.p7");
    assertThat(directory.resolve("new.p7")).as(sen).isNotEmptyFile();
    bench.verified("new");
    // the name is the hospital's, not the request's
    assertThat(bench.openssl("x509", "-in", "new.pem", "-noout", "-subject").output())
        .contains("CN = pump-1")
        .doesNotContain("somebody else");

    assertThat(bench.coap(client, "new", ".well-known/core")).contains("ace.est.crts");
    assertThat(gateway.events(DeviceIdentified.class))
        .extracting(event -> event.identity().kind())
        .startsWith(PeerIdentity.Kind.IDEVID)
        .endsWith(PeerIdentity.Kind.LDEVID);
  }

  private void crts(String client) throws IOException {
    bench.coap(client, "pump", ".well-known/est/crts", "-A", "287", "-o", "ca.der");
    assertThat(Files.readAllBytes(directory.resolve("ca.der")))
        .isEqualTo(Certificates.der(gateway.ward.ward.certificate()).toArray());
    bench.coap(client, "pump", ".well-known/est/crts", "-A", "281", "-o", "ca.p7");
    assertThat(bench.openssl("pkcs7", "-inform", "DER", "-in", "ca.p7", "-print_certs").output())
        .contains("CN = Ward CA", "BEGIN CERTIFICATE");
  }

  @Test
  void givesASingleCertificateWhenAsked() {
    bench.csr("new");
    bench.coap(
        Workbench.OPENSSL_COAP,
        "pump",
        ".well-known/est/sen",
        "-m",
        "post",
        "-t",
        "286",
        "-A",
        "287",
        "-f",
        "new.csr",
        "-o",
        "new.der");

    assertThat(
            bench.openssl("x509", "-inform", "DER", "-in", "new.der", "-out", "new.pem").status())
        .isZero();
    assertThat(bench.openssl("verify", "-CAfile", "ward.pem", "new.pem").output()).contains("OK");
  }

  @Test
  void asksAgainInANewSessionUntilTheDecisionIsThere() {
    List<EnrolmentRequested> waiting = new ArrayList<>();
    gateway.decide(waiting::add);
    bench.csr("new");
    String[] sen = {"-m", "post", "-t", "286", "-f", "new.csr", "-o", "new.p7"};
    assertThat(bench.coap(Workbench.OPENSSL_COAP, "pump", ".well-known/est/sen", sen))
        .contains("5.03");
    gateway.grant(waiting.get(0));
    bench.coap(Workbench.OPENSSL_COAP, "pump", ".well-known/est/sen", sen);

    bench.verified("new");
    assertThat(waiting).hasSize(1);
  }

  @Test
  void saysWhyItRefuses() {
    gateway.decide(gateway::refuse);
    bench.csr("new");

    assertThat(
            bench.coap(
                Workbench.OPENSSL_COAP,
                "pump",
                ".well-known/est/sen",
                "-m",
                "post",
                "-t",
                "286",
                "-f",
                "new.csr"))
        .contains("4.03", "WG-ONB-0010");
  }

  @Test
  void refusesBadRequests() throws IOException {
    Files.write(directory.resolve("noise"), new byte[100]);
    Files.write(directory.resolve("large"), new byte[1024 * 1024]);
    bench.csr("new");
    byte[] forged = Files.readAllBytes(directory.resolve("new.csr"));
    forged[forged.length - 1] ^= 1;
    Files.write(directory.resolve("forged"), forged);

    assertThat(sen("noise", "286")).contains("4.00", "WG-ONB-0006");
    assertThat(sen("forged", "286")).contains("4.00", "WG-ONB-0007");
    assertThat(sen("large", "286")).contains("4.13");
    assertThat(sen("new.csr", "42")).contains("4.15");
    assertThat(bench.coap(Workbench.OPENSSL_COAP, "pump", ".well-known/est/sen")).contains("4.05");
    assertThat(bench.coap(Workbench.OPENSSL_COAP, "pump", ".well-known/est/crts", "-A", "42"))
        .contains("4.06");
    assertThat(bench.coap(Workbench.OPENSSL_COAP, "pump", "nowhere")).contains("4.04");
    assertThat(gateway.events(EnrolmentRequested.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void handsItsMudUrlIn(String client) {
    String url = "https://acme.example/pump.json";
    assertThat(bench.coap(client, "pump", ".well-known/core?rt=mud.url-register"))
        .contains("</.well-known/mud-submission>");
    String[] post = {"-v", "6", "-m", "post", "-t", "0", "-e", url};

    assertThat(bench.coap(client, "pump", ".well-known/mud-submission", post)).contains("2.04");
    post[post.length - 1] = "http://acme.example/";
    assertThat(bench.coap(client, "pump", ".well-known/mud-submission", post))
        .contains("WG-ONB-0012");

    assertThat(gateway.events(MudUrlOffered.class))
        .extracting(MudUrlOffered::device, MudUrlOffered::mudUrl)
        .containsExactly(tuple(TestWard.PUMP, url));
  }

  @Test
  void isAskedForItsMudUrl() throws IOException {
    String url = "https://acme.example/pump.json";
    try (ServingDevice device =
        new ServingDevice(
            gateway.port(),
            gateway.ward.acme.idevidWithoutMudUrl("1"),
            gateway.ward.ward.certificate(),
            url)) {
      device.speak();
      gateway.awaitEvent(MudUrlOffered.class);
    }
    assertThat(gateway.events(MudUrlOffered.class))
        .extracting(MudUrlOffered::device, MudUrlOffered::mudUrl)
        .containsExactly(tuple(TestWard.PUMP, url));
  }

  private String sen(String file, String format) {
    return bench.coap(
        Workbench.OPENSSL_COAP,
        "pump",
        ".well-known/est/sen",
        "-m",
        "post",
        "-t",
        format,
        "-f",
        file);
  }

  @Test
  void opensslShakesHandsWithEachCipherSuite() {
    List.of("ECDHE-ECDSA-AES128-CCM8", "ECDHE-ECDSA-AES128-CCM", "ECDHE-ECDSA-AES128-GCM-SHA256")
        .parallelStream()
        .forEach(
            suite ->
                assertThat(handshake("pump", "-cipher", suite + ":@SECLEVEL=0").output())
                    .contains("Cipher is " + suite, "Verify return code: 0 (ok)"));

    assertThat(gateway.events(DeviceIdentified.class))
        .hasSize(3)
        .allSatisfy(event -> assertThat(event.identity().device()).isEqualTo(TestWard.PUMP));
  }

  @Test
  void opensslShakesHandsWithP384() throws IOException {
    KeyPair keys = EcKeys.generateP384();
    bench.identity(
        "p384",
        new Identity(
            keys.getPrivate(), gateway.ward.acme.sign(TestCa.idevidIssue("1", keys.getPublic()))));

    assertThat(handshake("p384").output()).contains("Verification: OK");
    assertThat(gateway.events(DeviceIdentified.class)).hasSize(1);
  }

  @Test
  void refusesOtherParameters() {
    assertThat(handshake("pump", "-groups", "P-521").output()).contains("Cipher is (NONE)");
    assertThat(handshake("pump", "-cipher", "ECDHE-ECDSA-AES256-GCM-SHA384").output())
        .contains("Cipher is (NONE)");
    assertThat(handshake("").status()).isNotZero();
    assertThat(gateway.events(DeviceIdentified.class)).isEmpty();
  }

  @Test
  void refusesStrangersAndReportsThem() throws IOException {
    bench.identity("forged", TestCa.root("Acme Root").sub("Acme Devices").idevid("1"));
    bench.identity("unlisted", gateway.ward.acme.idevid("99"));
    bench.identity("former", gateway.ward.ward.ldevid("pump-9"));
    bench.identity("expired", gateway.ward.acme.expiredIdevid("1"));
    Stream.of("forged", "unlisted", "former", "expired")
        .parallel()
        .forEach(name -> assertThat(handshake(name).status()).as(name).isNotZero());

    assertThat(gateway.events(PeerRefused.class))
        .extracting(event -> event.problem().code())
        .containsExactlyInAnyOrder(
            OnboardingErrors.UNTRUSTED_CHAIN.code(),
            OnboardingErrors.NOT_IN_INVENTORY.code(),
            OnboardingErrors.NOT_IN_INVENTORY.code(),
            OnboardingErrors.CERTIFICATE_EXPIRED.code());
    assertThat(gateway.events(DeviceIdentified.class)).isEmpty();
  }
}
