package org.wardgate.emulators.world;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Programs;

/** The installed mosquitto as a child process, on one address of the demo only. */
final class MosquittoBroker implements Broker {
  private static final int START_MAX_MILLIS = 5_000;
  private static final int POLL_MILLIS = 50;

  private final Process process;

  private MosquittoBroker(Process process) {
    this.process = process;
  }

  static MosquittoBroker start(Endpoint endpoint, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path config = folder.resolve("mosquitto.conf");
    Files.writeString(config, configuration(endpoint));
    Process process =
        Programs.builder(List.of("mosquitto", "-c", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    MosquittoBroker broker = new MosquittoBroker(process);
    broker.awaitListening(endpoint);
    return broker;
  }

  private static String configuration(Endpoint endpoint) {
    return """
    # the demo's cloud: reachable from the demo's own networks only
    user root
    listener %d %s
    allow_anonymous true
    persistence false
    max_inflight_messages 100
    message_size_limit 262144
    """
        .formatted(endpoint.port(), endpoint.address());
  }

  private void awaitListening(Endpoint endpoint) throws IOException {
    for (int waited = 0; waited < START_MAX_MILLIS; waited += POLL_MILLIS) {
      if (!process.isAlive()) {
        throw new IOException("mosquitto ended with " + process.exitValue());
      }
      try (Socket probe = new Socket()) {
        probe.connect(endpoint.socketAddress(), POLL_MILLIS);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    close();
    throw new IOException("mosquitto does not listen on " + endpoint);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while mosquitto started", e);
    }
  }

  @Override
  public String description() {
    return "mosquitto";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(START_MAX_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
