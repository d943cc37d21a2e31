package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.transport.coap.TestWard.Handler;

/** Sessions over a restart of the gateway. */
class PersistenceTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final byte[] KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final TestPki pki = new TestPki("ward");
  private final TestKeys keys = new TestKeys().with("sensor-1", KEY);
  private final AtomicBoolean revoked = new AtomicBoolean();
  private final Path folder;
  private final TestVault vault;
  private TestWard ward;
  private int port;

  PersistenceTest(@TempDir Path folder) {
    this.folder = folder;
    vault = new TestVault(folder);
    ward = ward(vault);
    port = ward.address().getPort();
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private Consumer<CoapTransport> more = transport -> {};

  private TestWard ward(@Nullable TestVault kept) {
    return ward(kept, transport -> {});
  }

  /**
   * @param last done when all else is bound, before credential and authenticator
   */
  private TestWard ward(@Nullable TestVault kept, Consumer<CoapTransport> last) {
    Map<String, Object> values = Map.of("bindAddress", "127.0.0.1", "port", port);
    PeerAuthenticator byName = new TestWard.ByCommonName();
    RecordedReports reports = new RecordedReports();
    return new TestWard(
        pki,
        kept == null
            ? new CoapTransport(values, reports)
            : new CoapTransport(kept, kept, reports, values),
        (chain, address, kind) -> {
          if (revoked.get()) {
            throw new RefusedException(new ErrorCode("WG-TEST-0003", "revoked", "none"), "");
          }
          return byName.authenticate(chain, address, kind);
        },
        this::bind,
        last);
  }

  private void bind(CoapTransport transport) {
    transport.bindKeys(keys);
    more.accept(transport);
    transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0, TestWard.bytes(r.peer().identity().device().value())))));
  }

  private void restart() {
    ward.transport.deactivate();
    start();
  }

  private void start() {
    ward = ward(vault);
    assertThat(ward.address().getPort()).isEqualTo(port);
    TestWard.await(() -> !Files.exists(file()));
  }

  private Path file() {
    return folder.resolve("sessions");
  }

  private TestDevice device(int cidBytes) {
    TestWard.await(() -> ward.transport.address().isPresent());
    return new TestDevice(
        ward.address(),
        pki.device("pump-1"),
        pki.ca(),
        exchange -> {},
        config -> {
          config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, cidBytes);
          // a device that notices nothing: it never begins a handshake by itself
          config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 1);
        });
  }

  @Test
  void aDeviceGoesOnWithoutAHandshake() {
    try (TestDevice device = device(0)) {
      device.get("who");
      restart();

      assertThat(device.get("who").getPayloadString()).isEqualTo("pump-1");
      assertThat(device.hungUp()).isFalse();
      assertThat(device.handshakes()).isEqualTo(1);
      // who was told of the session once is told of it again
      assertThat(ward.sessions.established.remove().identity().device()).isEqualTo(PUMP);
      assertThat(ward.transport.channel(PUMP)).isPresent();

      restart();
      assertThat(device.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
      assertThat(device.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void aDeviceGoesOnWithoutAHandshakeWhenLimitsAreChanged() {
    try (TestDevice device = device(0)) {
      device.get("who");
      Map<String, Object> changed = Map.of("bindAddress", "127.0.0.1", "port", port);
      ward.transport.modified(changed); // the same: nothing happens
      CoapsEndpoint before = ward.transport.endpoint().orElseThrow();

      Map<String, Object> limits =
          Map.of("bindAddress", "127.0.0.1", "port", port, "sessionsPerDeviceMax", 2);
      ward.transport.modified(limits);

      assertThat(ward.transport.endpoint().orElseThrow()).isNotSameAs(before);
      TestWard.await(() -> !Files.exists(file()));
      assertThat(device.get("who").getPayloadString()).isEqualTo("pump-1");
      assertThat(device.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void aDeviceThatIsClosedWhileItsSessionIsRestoredIsClosed() {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      CompletableFuture<Boolean> found = new CompletableFuture<>();
      more =
          transport ->
              transport.bindListener(
                  new SessionListener() {
                    @Override
                    public void established(Peer peer) {
                      found.complete(transport.channel(peer).isPresent());
                      transport.close(PUMP);
                    }

                    @Override
                    public void closed(Peer peer) {
                      // the listener of the ward remembers it
                    }
                  });
      start();
      assertThat(found.orTimeout(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS).join()).isTrue();
      TestWard.await(() -> !ward.sessions.closed.isEmpty());
      TestWard.await(() -> ward.transport.channel(PUMP).isEmpty());
    }
  }

  @Test
  void aDeviceThatIsClosedBeforeItsSessionIsRestoredIsNotTakenUp() {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      more = transport -> transport.close(PUMP);
      start();
      TestWard.await(() -> !Files.exists(file()));
      TestWard.await(() -> ward.transport.endpoint().orElseThrow().connections() == 0);
      assertThat(ward.sessions.established).isEmpty();
    }
  }

  @Test
  void savedSessionsWaitForAServiceThatComesLate() {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      ward = ward(vault, transport -> transport.unbindCertificateStatus(TestWard.ALL_GOOD));
      assertThat(ward.address().getPort()).isEqualTo(port);
      // a stranger is served meanwhile
      try (TestDevice other = new TestDevice(ward.address(), pki.device("pump-2"), pki.ca())) {
        assertThat(other.get("who").getPayloadString()).isEqualTo("pump-2");
      }
      assertThat(file()).exists();
      ward.transport.bindCertificateStatus(TestWard.ALL_GOOD);
      TestWard.await(() -> ward.transport.channel(PUMP).isPresent());
      assertThat(device.get("who").getPayloadString()).isEqualTo("pump-1");
      assertThat(device.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void savedSessionsOfSharedKeysWaitForTheKeys() {
    try (TestDevice device =
        TestDevice.ofKey(ward.address(), "sensor-1", KEY, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)) {
      device.get("who");
      ward.transport.deactivate();
      more = transport -> transport.unbindKeys(keys);
      ward = ward(vault);
      assertThat(ward.address().getPort()).isEqualTo(port);
      assertThat(file()).exists();
      ward.transport.bindKeys(keys);
      assertThat(device.get("who").getPayloadString()).isEqualTo("sensor-1");
      assertThat(device.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void anInventoryThatFailsWhileSessionsAreRestoredLeavesTheGatewayServing() {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      AtomicBoolean fails = new AtomicBoolean(true);
      Inventory odd =
          () -> {
            if (fails.get()) {
              throw new IllegalStateException("not ready");
            }
            return TestWard.NOBODY.current();
          };
      ward = ward(vault, transport -> transport.bindInventory(odd));
      TestWard.await(() -> !Files.exists(file()));
      fails.set(false);
      device.forget();
      assertThat(device.get("who").getPayloadString()).isEqualTo("pump-1");
      assertThat(device.handshakes()).isEqualTo(2);
    }
  }

  @Test
  void aDeviceWithASharedKeyGoesOnToo() {
    try (TestDevice device =
        TestDevice.ofKey(
            ward.address(), "sensor-1", KEY, CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256)) {
      device.get("who");
      restart();
      assertThat(device.get("who").getPayloadString()).isEqualTo("sensor-1");
      assertThat(device.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void theFileIsGoneBeforeItIsUsedAndSealed() throws IOException {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      String content = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain("pump-1");
      start();
      assertThat(device.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void aDeviceThatWasRevokedMeanwhileIsDropped() {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      revoked.set(true);
      start();
      assertThat(ward.transport.channel(PUMP)).isEmpty();
      assertThat(ward.sessions.established).isEmpty();
      assertThat(ward.transport.endpoint().orElseThrow().connections()).isZero();
    }
  }

  @Test
  void aKeyThatIsGoneMeanwhileIsDropped() {
    try (TestDevice device =
        TestDevice.ofKey(ward.address(), "sensor-1", KEY, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)) {
      device.get("who");
      ward.transport.deactivate();
      keys.forget("sensor-1");
      start();
      assertThat(ward.transport.endpoint().orElseThrow().connections()).isZero();
    }
  }

  private void assertIgnoredAndShakenAnew(TestDevice device) {
    start();
    assertThat(ward.transport.endpoint().orElseThrow().connections()).isZero();
    assertThat(file()).doesNotExist();
    device.forget();
    assertThat(device.get("who").getPayloadString()).isEqualTo("pump-1");
    assertThat(device.handshakes()).isEqualTo(2);
  }

  @Test
  void aTamperedFileIsIgnored() throws IOException {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      byte[] content = Files.readAllBytes(file());
      content[content.length / 2] ^= 1;
      Files.write(file(), content);
      assertIgnoredAndShakenAnew(device);
    }
  }

  @Test
  void aFileWithAnotherTimeIsIgnored() throws IOException {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      byte[] content = Files.readAllBytes(file());
      content[11] ^= 1;
      Files.write(file(), content);
      assertIgnoredAndShakenAnew(device);
    }
  }

  @Test
  void aTruncatedFileIsIgnored() throws IOException {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      byte[] content = Files.readAllBytes(file());
      Files.write(file(), Arrays.copyOf(content, content.length - 20));
      assertIgnoredAndShakenAnew(device);
    }
  }

  @Test
  void aCopiedFileIsIgnored() throws IOException {
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      byte[] copy = Files.readAllBytes(file());
      start();
      assertThat(device.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
      ward.transport.deactivate();
      Files.write(file(), copy);
      assertIgnoredAndShakenAnew(device);
    }
  }

  @Test
  void withoutAVaultNothingIsSavedAndDevicesAreTold() {
    ward.transport.deactivate();
    ward = ward(null);
    try (TestDevice device = device(0)) {
      device.get("who");
      ward.transport.deactivate();
      assertThat(file()).doesNotExist();
      TestWard.await(device::hungUp);
    }
  }
}
