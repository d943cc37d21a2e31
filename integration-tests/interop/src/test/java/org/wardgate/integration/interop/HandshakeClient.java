package org.wardgate.integration.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A DTLS session that {@code openssl s_client} holds open until somebody ends it. */
final class HandshakeClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private HandshakeClient(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static HandshakeClient open(Gateway gateway, Pledge pledge, Holder holder, Path anchors)
      throws IOException {
    Path output = Files.createTempFile("s_client", ".out");
    Process process =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-dtls1_2",
                "-bind",
                pledge.address() + ":" + Makers.freeUdpPort(),
                "-connect",
                gateway.coaps().toString(),
                "-CAfile",
                anchors.toString(),
                "-verify_return_error",
                "-cert",
                holder.certificate().toString(),
                "-key",
                holder.key().toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new HandshakeClient(process, output);
  }

  /** The handshake is complete. */
  void awaitEstablished() throws Exception {
    Wait.until(this::said, () -> !process.isAlive() || said().contains("Verify return code"));
    if (!process.isAlive() || !said().contains("Verify return code: 0 (ok)")) {
      throw new AssertionError("no session: " + said());
    }
  }

  /** The other side ended it, or never let it begin. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the session is still there: " + said());
    }
  }

  String said() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(output);
  }
}
