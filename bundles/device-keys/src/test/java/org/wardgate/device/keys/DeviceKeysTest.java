package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.text;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.kdf.CounterKdf;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** From a delivery made with {@code openssl cms} to a rotated key, with restarts between. */
class DeviceKeysTest {
  private static final DeviceId ONE = new DeviceId("sensor-1");

  private final TestGateway gateway = new TestGateway();
  private Clock clock = Clock.systemUTC();
  private final KeyPair hospital = EcKeys.generateP256();
  private final Path folder;
  private DeviceKeys keys;

  DeviceKeysTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    X509Certificate root = certificate("hospital", hospital, Profile.CA, Optional.empty());
    pem("anchors.pem", "CERTIFICATE", root.getEncoded());
    signer("hospital", Optional.of(root), hospital);
    keys = open();
  }

  @AfterEach
  void close() {
    keys.deactivate();
  }

  private DeviceKeys open() throws RefusedException {
    DeviceKeys opened =
        new DeviceKeys(
            folder,
            gateway,
            gateway,
            DeviceKeysConfigurationTest.configured(
                folder.resolve("delivery.p7m"), folder.resolve("anchors.pem")),
            clock);
    opened.bindEvents(gateway);
    return opened;
  }

  private void restart() throws RefusedException {
    keys.deactivate();
    keys = open();
  }

  private static X509Certificate certificate(
      String name, KeyPair pair, Profile profile, Optional<X509Certificate> issuer)
      throws CryptoException {
    return certificate(name, pair, profile, issuer, pair);
  }

  private static X509Certificate certificate(
      String name,
      KeyPair pair,
      Profile profile,
      Optional<X509Certificate> issuer,
      KeyPair issuerKeys)
      throws CryptoException {
    return CertificateIssuer.issue(
        Issue.of(
            name,
            pair.getPublic(),
            Instant.now().minus(Duration.ofHours(1)),
            Instant.now().plus(Duration.ofHours(1)),
            CertificateIssuer.randomSerialNumber(),
            profile),
        issuer,
        issuerKeys.getPrivate());
  }

  /** Makes {@code NAME.key} and {@code NAME.pem} of somebody who signs deliveries. */
  private void signer(String name, Optional<X509Certificate> issuer, KeyPair issuerKeys)
      throws Exception {
    KeyPair pair = EcKeys.generateP256();
    X509Certificate certificate =
        certificate("inventory", pair, Profile.CMS_SIGNER, issuer, issuerKeys);
    pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
    pem(name + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private void pem(String name, String label, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der), label));
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl", "cms", "-binary", "-outform", "DER"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  /** As docs/shared-keys.md says. */
  private void deliver(String signer, String... entries) throws IOException, InterruptedException {
    boolean there = new ProcessBuilder("sh", "-c", "command -v openssl").start().waitFor() == 0;
    if (System.getenv("CI") == null) {
      assumeThat(there).as("openssl is installed").isTrue();
    }
    Files.writeString(
        folder.resolve("keys.json"),
        "{\"version\": 1, \"keys\": [" + String.join(",", entries) + "]}");
    openssl(
        "-sign",
        "-nodetach",
        "-md",
        "sha256",
        "-in",
        "keys.json",
        "-signer",
        signer + ".pem",
        "-inkey",
        signer + ".key",
        "-out",
        "keys.p7m");
    openssl(
        "-encrypt",
        "-aes-256-gcm",
        "-in",
        "keys.p7m",
        "-recip",
        "recipient.pem",
        "-keyopt",
        "ecdh_kdf_md:sha256",
        "-out",
        "delivery.p7m");
  }

  private static String entry(String device, String identity, Bytes key, String kind) {
    return "{\"device\":\"%s\",\"identity\":\"%s\",\"key\":\"%s\",\"kind\":\"%s\"}"
        .formatted(device, identity, key.hex(), kind);
  }

  private void deliverOne() throws Exception {
    keys.poll();
    deliver("hospital", entry("sensor-1", "one", key(1), "psk"));
    keys.poll();
  }

  private Bytes ask(String identity) throws RefusedException {
    return Bytes.of(keys.key(text(identity), "192.0.2.1", TransportKind.COAP).key().getEncoded());
  }

  private void assertNobody(String identity) {
    assertThatThrownBy(() -> ask(identity)).isInstanceOf(RefusedException.class);
  }

  private static Peer peer(String identity, PeerIdentity.Kind kind) {
    return new Peer(
        new PeerIdentity(kind, ONE, text(identity).sha256(), Optional.empty()),
        TransportKind.COAP,
        InetAddress.getLoopbackAddress(),
        4711,
        "session-1");
  }

  private Response rotate(Peer peer, Bytes nonce) {
    return keys.handle(
            new BoundedRequest(
                new CorrelationId("r-1"),
                peer,
                Method.POST,
                "wg/key",
                List.of(),
                OptionalInt.of(42),
                OptionalInt.empty(),
                nonce,
                Instant.now().plusSeconds(10)))
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void aDeliveryIsTakenAndKept() throws Exception {
    deliverOne();
    assertThat(ask("one")).isEqualTo(key(1));
    restart();
    assertThat(ask("one")).isEqualTo(key(1));
    String file =
        new String(Files.readAllBytes(folder.resolve("keys")), StandardCharsets.ISO_8859_1);
    assertThat(file).doesNotContain("sensor-1").doesNotContain("one");
  }

  @Test
  void whoIsSignedByAnotherIsNotTaken() throws Exception {
    keys.poll();
    KeyPair other = EcKeys.generateP256();
    signer(
        "thief", Optional.of(certificate("hospital", other, Profile.CA, Optional.empty())), other);
    deliver("thief", entry("sensor-1", "one", key(1), "psk"));
    keys.poll();
    assertNobody("one");
  }

  @Test
  void aDeliveryThatIsNotSealedIsNotTaken() throws Exception {
    keys.poll();
    deliver("hospital", entry("sensor-1", "one", key(1), "psk"));
    Files.copy(
        folder.resolve("keys.p7m"),
        folder.resolve("delivery.p7m"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    keys.poll();
    assertNobody("one");
  }

  @Test
  void aChangedDeliveryIsNotTaken() throws Exception {
    keys.poll();
    deliver("hospital", entry("sensor-1", "one", key(1), "psk"));
    byte[] delivery = Files.readAllBytes(folder.resolve("delivery.p7m"));
    delivery[delivery.length - 40] ^= 1;
    Files.write(folder.resolve("delivery.p7m"), delivery);
    keys.poll();
    assertNobody("one");
  }

  @Test
  void oneKeyForTwoIsReportedAndCountsForNobody() throws Exception {
    keys.poll();
    deliver(
        "hospital",
        entry("sensor-1", "one", key(1), "psk"),
        entry("sensor-2", "two", key(1), "psk"),
        entry("sensor-3", "three", key(3), "psk"));
    keys.poll();
    assertThat(gateway.events)
        .singleElement()
        .isInstanceOfSatisfying(
            KeySharedByTwo.class,
            event ->
                assertThat(List.of(event.device(), event.other()))
                    .containsExactlyInAnyOrder(ONE, new DeviceId("sensor-2")));
    assertNobody("one");
    assertNobody("two");
    restart();
    assertNobody("one");
    assertThat(ask("three")).isEqualTo(key(3));
  }

  @Test
  void aDamagedKeyFileIsNotReplaced() throws Exception {
    deliverOne();
    restart();
    keys.deactivate();
    byte[] file = Files.readAllBytes(folder.resolve("keys"));
    file[file.length - 1] ^= 1;
    Files.write(folder.resolve("keys"), file);
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).isEqualTo(OnboardingErrors.KEYS_NOT_KEPT));
    assertThat(Files.readAllBytes(folder.resolve("keys"))).isEqualTo(file);
  }

  @Test
  void aKeyIsRotatedAndTheOldOneIsNeverGoodAgain() throws Exception {
    deliverOne();
    Response answer = rotate(peer("one", PeerIdentity.Kind.SHARED_KEY), key(77));
    assertThat(answer.code()).isEqualTo(ResponseCode.CHANGED);
    byte[] payload = answer.payload().toArray();
    Bytes gatewayNonce = Bytes.of(Arrays.copyOf(payload, 32));
    String identity = new String(payload, 32, payload.length - 32, StandardCharsets.US_ASCII);
    Bytes expected = Rotation.of(key(1), key(77), gatewayNonce, text(identity)).next().key();

    // a crash before the device shook hands: both count
    keys = open();
    assertThat(ask("one")).isEqualTo(key(1));
    assertThat(ask(identity)).isEqualTo(expected);
    // the answer was lost: the same again
    assertThat(rotate(peer("one", PeerIdentity.Kind.SHARED_KEY), key(77)).payload())
        .isEqualTo(answer.payload());

    keys.established(peer(identity, PeerIdentity.Kind.SHARED_KEY));
    assertNobody("one");
    restart();
    assertNobody("one");
    assertThat(ask(identity)).isEqualTo(expected);
    // the delivery lies there still
    keys.poll();
    assertNobody("one");
    // and the new key can be rotated in turn, but not on the same day
    Response refusal = rotate(peer(identity, PeerIdentity.Kind.SHARED_KEY), key(78));
    assertThat(refusal.code()).isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(new String(refusal.payload().toArray(), StandardCharsets.UTF_8))
        .contains("WG-ONB-0064")
        .contains("less than a day ago");
    clock = Clock.offset(clock, KeyBook.ROTATION_PAUSE);
    restart();
    assertThat(rotate(peer(identity, PeerIdentity.Kind.SHARED_KEY), key(78)).code())
        .isEqualTo(ResponseCode.CHANGED);
  }

  @Test
  void onlyTheCurrentKeyIsRotatedAndOnlyWithAWholeNonce() throws Exception {
    deliverOne();
    Peer one = peer("one", PeerIdentity.Kind.SHARED_KEY);
    assertThat(rotate(one, Bytes.of(new byte[31])).code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(rotate(one, Bytes.EMPTY).code()).isEqualTo(ResponseCode.BAD_REQUEST);
    assertThat(rotate(peer("one", PeerIdentity.Kind.LDEVID), key(7)).code())
        .isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(rotate(peer("two", PeerIdentity.Kind.SHARED_KEY), key(7)).code())
        .isEqualTo(ResponseCode.FORBIDDEN);
    assertThat(ask("one")).isEqualTo(key(1));
  }

  @Test
  void aSessionWithTheOldKeyConfirmsNothing() throws Exception {
    deliverOne();
    rotate(peer("one", PeerIdentity.Kind.SHARED_KEY), key(7));
    keys.established(peer("one", PeerIdentity.Kind.SHARED_KEY));
    keys.established(peer("one", PeerIdentity.Kind.LDEVID));
    assertThat(ask("one")).isEqualTo(key(1));
  }

  @Test
  void aSecureElementDerivesWhatTheGatewayDerives() throws Exception {
    keys.poll();
    deliver("hospital", entry("sensor-1", "one", key(1), "secure-element"));
    keys.poll();
    assertThat(ask("one"))
        .isEqualTo(CounterKdf.derive(key(1), "WG-DTLS-PSK", text("one"), 32))
        .isNotEqualTo(key(1));
    Bytes evidence = CounterKdf.derive(key(1), "WG-EVIDENCE", text("one"), 32);
    assertThat(keys.evidenceKey(ONE).map(k -> Bytes.of(k.getEncoded()))).contains(evidence);
    assertThat(keys.evidenceKey(new DeviceId("sensor-2"))).isEmpty();

    byte[] payload = rotate(peer("one", PeerIdentity.Kind.SHARED_KEY), key(7)).payload().toArray();
    keys.established(
        peer(
            new String(payload, 32, payload.length - 32, StandardCharsets.US_ASCII),
            PeerIdentity.Kind.SHARED_KEY));
    // the key for evidence stays what it was
    assertThat(keys.evidenceKey(ONE).map(k -> Bytes.of(k.getEncoded()))).contains(evidence);
  }

  @Test
  void theCertificateForDeliveriesIsWrittenOnlyIfItIsAnother() throws Exception {
    keys.poll();
    Path file = folder.resolve("recipient.pem");
    Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    byte[] content = Files.readAllBytes(file);
    keys.poll();
    // each write makes another file and puts it there
    assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(before);
    Files.writeString(file, "damaged");
    keys.poll();
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void thePlainKeyHasNoKeyForEvidence() throws Exception {
    deliverOne();
    assertThat(keys.evidenceKey(ONE)).isEmpty();
  }
}
