package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;

/**
 * OSCORE with libcoap's client on the other side. Debian 12's libcoap has no OSCORE; that of Debian
 * 13 is fetched and run with its own C library. Without network, or on another machine than amd64,
 * the test is skipped.
 */
class LibcoapOscoreTest {
  private static final Path PREPARED = Path.of("target", "libcoap-with-oscore").toAbsolutePath();
  private static final Path LIBRARIES = PREPARED.resolve("root/usr/lib/x86_64-linux-gnu");
  private static final String HOST_LIBRARIES = "/usr/lib/x86_64-linux-gnu";

  @TempDir Path directory = Path.of(".");
  private final TestOpenWard ward = new TestOpenWard();
  private final TestOscoreDevice device = new TestOscoreDevice(ward.address());
  private final AtomicInteger handled = new AtomicInteger();

  @AfterEach
  void close() {
    device.close();
    ward.close();
  }

  private static String run(Path log, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  /** Skips if libcoap cannot be had. */
  private void prepare() throws Exception {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64")
            && Files.isExecutable(Path.of("/usr/bin/apt-get")),
        "libcoap with OSCORE is fetched on Debian amd64 only");
    Path script = Path.of("src", "test", "resources", "libcoap-with-oscore.sh");
    String said =
        run(
            directory.resolve("prepare.log"),
            List.of("/bin/sh", script.toAbsolutePath().toString(), PREPARED.toString()));
    assumeTrue(Files.exists(PREPARED.resolve("ready")), "libcoap cannot be fetched: " + said);
  }

  /** A session that stands; libcoap then takes the device's place in it. */
  private Bytes session() throws Exception {
    ward.transport.bindHandler(
        TestWard.Handler.of(
            "echo",
            request -> {
              handled.incrementAndGet();
              Bytes answer =
                  request.payload().length() > 0
                      ? request.payload()
                      : TestWard.bytes("x".repeat(1800) + request.peer().identity().device());
              return CompletableFuture.completedFuture(
                  Response.content(ContentFormat.TEXT_PLAIN, answer));
            }));
    ward.open(device, "pump-1");
    return device.senderId();
  }

  private String client(Bytes secret, Bytes senderId, String... arguments) throws Exception {
    Path config = directory.resolve("oscore.conf");
    Files.writeString(
        config,
        String.join(
            "\n",
            "master_secret,hex,\"" + secret.hex() + "\"",
            "sender_id,hex,\"" + senderId.hex() + "\"",
            "recipient_id,hex,\"" + TestOpenWard.DEVICE_RECIPIENT.hex() + "\"",
            "rfc8613_b_1_2,bool,false",
            "rfc8613_b_2,bool,false",
            ""));
    Path out = directory.resolve("out");
    List<String> command =
        new ArrayList<>(
            List.of(
                LIBRARIES.resolve("ld-linux-x86-64.so.2").toString(),
                "--library-path",
                LIBRARIES + ":" + HOST_LIBRARIES,
                PREPARED.resolve("root/usr/bin/coap-client-openssl").toString(),
                "-E",
                config.toString(),
                "-B",
                "20",
                "-o",
                out.toString()));
    command.addAll(List.of(arguments));
    command.add("coap://127.0.0.1:" + ward.address().getPort() + "/echo");
    String log = run(directory.resolve("client.log"), command);
    return Optional.of(out)
        .filter(Files::exists)
        .map(LibcoapOscoreTest::read)
        .orElse("nothing: " + log);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void libcoapGetsAnAnswerOfManyBlocksUnderOscore() throws Exception {
    prepare();
    Bytes senderId = session();
    assertThat(client(TestOpenWard.SECRET, senderId)).isEqualTo("x".repeat(1800) + "pump-1");
  }

  @Test
  void libcoapPostsABodyOfManyBlocksUnderOscore() throws Exception {
    prepare();
    Bytes senderId = session();
    Path body = directory.resolve("body");
    Files.writeString(body, "y".repeat(1500));
    assertThat(
            client(TestOpenWard.SECRET, senderId, "-m", "post", "-f", body.toString(), "-b", "256"))
        .isEqualTo("y".repeat(1500));
  }

  @Test
  void libcoapWithAWrongOscoreKeyGetsNothing() throws Exception {
    prepare();
    Bytes senderId = session();
    client(Bytes.ofHex("ee".repeat(16)), senderId);
    assertThat(handled).hasValue(0);
  }
}
