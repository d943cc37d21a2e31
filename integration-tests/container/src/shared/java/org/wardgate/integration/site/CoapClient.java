package org.wardgate.integration.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** libcoap's client as a child process: an independent peer. */
public final class CoapClient {
  /** A payload came back. */
  public static final String RECEIVED = "received";

  private static final long PATIENCE_SECONDS = 20;

  private final Path pump;
  private final int port;

  /** Of the device whose files are in a directory, at a port of the loopback address. */
  public CoapClient(Path pump, int port) {
    this.pump = pump;
    this.port = port;
  }

  /** {@link #RECEIVED} if a payload came back, else what the client printed. */
  public String get(String path) throws IOException, InterruptedException {
    Path answer = Files.createTempFile("answer", ".bin");
    try {
      String printed = run(path, answer);
      return Files.size(answer) > 0 ? RECEIVED : printed;
    } finally {
      Files.delete(answer);
    }
  }

  private String run(String path, Path answer) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    "coap-client-openssl",
                    "-B",
                    "10",
                    "-v",
                    "5",
                    "-c",
                    pump.resolve("pump.pem").toString(),
                    "-j",
                    pump.resolve("pump.key").toString(),
                    "-n",
                    "-o",
                    answer.toString(),
                    "-m",
                    "get",
                    "coaps://127.0.0.1:" + port + "/" + path))
            .redirectErrorStream(true)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("coap-client did not end");
    }
    return new String(output, StandardCharsets.ISO_8859_1);
  }
}
