package org.wardgate.integration.interop;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceConfig;
import org.wardgate.emulators.device.WardConfig;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.JsonFiles;
import org.wardgate.emulators.provision.Provisioning;
import org.wardgate.emulators.world.MakerServer;
import org.wardgate.emulators.world.ServerTls;

/** The makers of the devices: their CAs, their MUD files on an HTTPS server, the devices. */
final class Makers implements AutoCloseable {
  private static final int DEVICES_COUNT = 24;

  private final DemoLayout layout;
  private final MakerServer server;
  private final List<DeviceConfig> devices;

  private Makers(DemoLayout layout, MakerServer server, List<DeviceConfig> devices) {
    this.layout = layout;
    this.server = server;
    this.devices = devices;
  }

  static Makers open(Path folder) throws IOException {
    DemoLayout layout = new DemoLayout(folder);
    Endpoint web = new Endpoint("127.78.1.10", Makers.freeTcpPort());
    Endpoint unused = new Endpoint("127.78.1.9", 9);
    Plan plan =
        new Plan(false, "127.78.0.", unused, unused, web, unused, unused, unused, unused, 9);
    Provisioning.run(layout, plan, DEVICES_COUNT, Clock.systemUTC());
    MakerServer server =
        MakerServer.start(
            web, layout.web(), ServerTls.of(layout.webCertificate(), layout.webKey()));
    List<DeviceConfig> devices =
        JsonFiles.read(layout.wardConfig(), WardConfig.class).devices().stream()
            .filter(device -> device.behaviour() == Behaviour.GOOD)
            .toList();
    return new Makers(layout, server, devices);
  }

  DemoLayout layout() {
    return layout;
  }

  /** A good device. */
  DeviceConfig device(String id) {
    return devices.stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
  }

  static int freeTcpPort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  static int freeUdpPort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0)) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
