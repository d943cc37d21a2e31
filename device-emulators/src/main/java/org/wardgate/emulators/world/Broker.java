package org.wardgate.emulators.world;

import java.io.IOException;
import java.nio.file.Path;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Programs;

/** The cloud's MQTT broker. */
public interface Broker extends AutoCloseable {
  /** Which one it is, for people. */
  String description();

  @Override
  void close();

  /**
   * Starts mosquitto where it is installed, otherwise the embedded broker.
   *
   * @param folder where it may write
   * @throws IOException if neither starts
   */
  static Broker start(Endpoint endpoint, Path folder) throws IOException {
    return Programs.find("mosquitto").isPresent()
        ? MosquittoBroker.start(endpoint, folder)
        : EmbeddedBroker.start(endpoint, folder);
  }
}
