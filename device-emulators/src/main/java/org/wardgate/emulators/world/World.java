package org.wardgate.emulators.world;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.ParentWatch;
import org.wardgate.emulators.provision.JsonFiles;

/** The process that plays everything outside the hospital. */
public final class World {
  private static final Logger LOG = LoggerFactory.getLogger(World.class);

  private World() {}

  /**
   * Starts all servers, prints {@code ready} and a word about the broker on one line, and serves
   * until standard input ends.
   *
   * @param arguments the {@link WorldConfig} file
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    WorldConfig config = JsonFiles.read(file, WorldConfig.class);
    try (Broker broker = Broker.start(config.broker(), Path.of(config.brokerFolder()));
        NameServer dns = NameServer.start(config.dns(), config.names());
        TelemetryServer telemetry = TelemetryServer.start(config.telemetry());
        TelemetryServer nurses = TelemetryServer.start(config.nurseStation());
        MakerServer maker = maker(config)) {
      LOG.info(
          "ports: dns {}, telemetry {}, nurse station {}, https {}",
          dns.port(),
          telemetry.port(),
          nurses.port(),
          maker.port());
      System.out.println("ready " + broker.description());
      ParentWatch.awaitEnd();
    }
    Runtime.getRuntime().halt(0);
  }

  private static MakerServer maker(WorldConfig config) throws IOException {
    return MakerServer.start(
        config.maker(),
        Path.of(config.webFolder()),
        ServerTls.of(Path.of(config.certificateFile()), Path.of(config.keyFile())));
  }
}
