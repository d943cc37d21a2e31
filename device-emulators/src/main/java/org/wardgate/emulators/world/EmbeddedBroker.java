package org.wardgate.emulators.world;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.wardgate.emulators.net.Endpoint;

/** Moquette inside this process, for machines without mosquitto. Keeps nothing on disk. */
final class EmbeddedBroker implements Broker {
  private static final int MESSAGE_MAX_BYTES = 262_144;

  private final Server server;

  private EmbeddedBroker(Server server) {
    this.server = server;
  }

  static EmbeddedBroker start(Endpoint endpoint, Path folder) throws IOException {
    Files.createDirectories(folder);
    Properties properties = new Properties();
    properties.setProperty(IConfig.HOST_PROPERTY_NAME, endpoint.address());
    properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(endpoint.port()));
    properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    properties.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, folder.toString());
    properties.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(MESSAGE_MAX_BYTES));
    Server server = new Server();
    server.startServer(new MemoryConfig(properties));
    return new EmbeddedBroker(server);
  }

  @Override
  public String description() {
    return "the embedded broker (Moquette)";
  }

  @Override
  public void close() {
    server.stopServer();
  }
}
