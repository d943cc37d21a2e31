package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.Peer;
import org.wardgate.transport.coap.TestWard.Handler;

/** Programs of others on the other side. */
class PeerProgramsTest {
  private static final String KEY = "correct horse battery staple 012";

  private final TestWard ward = new TestWard();
  private final Path folder;

  PeerProgramsTest(@TempDir Path folder) {
    this.folder = folder;
    ward.transport.bindKeys(
        new TestKeys().with("sensor-1", KEY.getBytes(StandardCharsets.US_ASCII)));
    ward.transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0, TestWard.bytes("you are " + r.peer().identity().device())))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private String run(String input, String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path in = Files.writeString(folder.resolve("in"), input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }

  private void needs(String program) throws IOException, InterruptedException {
    boolean there = run("", "sh", "-c", "command -v " + program).contains(program);
    if (System.getenv("CI") == null) {
      assumeThat(there).as(program + " is installed").isTrue();
    }
    assertThat(there).as(program + " is installed").isTrue();
  }

  private String uri() {
    return "coaps://127.0.0.1:" + ward.address().getPort() + "/who";
  }

  @ParameterizedTest
  @ValueSource(strings = {"coap-client-openssl", "coap-client-gnutls"})
  void libcoapJoinsWithASharedKey(String program) throws Exception {
    needs(program);
    assertThat(run("", program, "-B", "20", "-k", KEY, "-u", "sensor-1", uri()))
        .contains("you are sensor-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coap-client-openssl", "coap-client-gnutls"})
  void libcoapWithAWrongKeyIsNobody(String program) throws Exception {
    needs(program);
    assertThat(run("", program, "-B", "3", "-k", KEY + "x", "-u", "sensor-1", uri()))
        .doesNotContain("you are");
    assertThat(run("", program, "-B", "3", "-k", KEY, "-u", "sensor-2", uri()))
        .doesNotContain("you are");
    assertThat(ward.sessions.established).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PSK-AES128-CCM8", "PSK-AES128-CCM", "PSK-AES128-GCM-SHA256"})
  void opensslJoinsWithASharedKey(String cipher) throws Exception {
    needs("openssl");
    String hex = HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.US_ASCII));
    String said =
        run(
            "Q\n",
            "openssl",
            "s_client",
            "-dtls1_2",
            "-connect",
            "127.0.0.1:" + ward.address().getPort(),
            "-psk_identity",
            "sensor-1",
            "-psk",
            hex,
            "-cipher",
            cipher + ":@SECLEVEL=0");
    Peer peer = ward.sessions.established.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(peer).as(said).isNotNull();
    assertThat(said).contains("Cipher is " + cipher);
    assertThat(peer.identity().kind()).isEqualTo(PeerIdentity.Kind.SHARED_KEY);
  }

  @Test
  void opensslJoinsWithAnEd25519Certificate() throws Exception {
    needs("openssl");
    run("", "openssl", "genpkey", "-algorithm", "ed25519", "-out", "device.key");
    run(
        "",
        "openssl",
        "req",
        "-new",
        "-x509",
        "-key",
        "device.key",
        "-subj",
        "/CN=pump-25519",
        "-days",
        "1",
        "-out",
        "device.pem");
    String said =
        run(
            "Q\n",
            "openssl",
            "s_client",
            "-dtls1_2",
            "-connect",
            "127.0.0.1:" + ward.address().getPort(),
            "-cert",
            "device.pem",
            "-key",
            "device.key",
            "-cipher",
            "ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0");
    Peer peer = ward.sessions.established.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(peer).as(said).isNotNull();
    assertThat(List.of(peer.identity().device().value())).containsExactly("pump-25519");
  }
}
