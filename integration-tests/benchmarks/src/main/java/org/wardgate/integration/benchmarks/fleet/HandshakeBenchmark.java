package org.wardgate.integration.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.Request;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.crypto.x509.CertificationRequests;
import org.wardgate.integration.benchmarks.CryptoFloor;
import org.wardgate.integration.benchmarks.ProcessCost;

/**
 * What a full mutual DTLS handshake, and a handshake with an enrolment, cost the gateway's
 * processor, beside the operations it cannot avoid and beside other servers in the same run: the
 * same library as it comes, and libcoap's server with OpenSSL if it is installed.
 *
 * <p>{@code HandshakeBenchmark [COUNT]}
 */
public final class HandshakeBenchmark {
  private static final int COUNT = 4_000;
  private static final int AT_A_TIME = 8;
  private static final int LIBCOAP_PORT = 15_684;
  private static final Path LIBCOAP = Path.of("/usr/bin/coap-server-openssl");
  private static final long WAIT_MAX_SECONDS = 60;

  private final List<Device> devices;
  private final Path folder;
  private final Fleet fleet = new Fleet(AT_A_TIME);

  private HandshakeBenchmark(List<Device> devices, Path folder) {
    this.devices = devices;
    this.folder = folder;
  }

  /** Runs it and prints a table. */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : COUNT;
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    EcProvider.install();
    Path folder = Files.createTempDirectory("wardgate-handshakes-");
    Maker maker = new Maker();
    maker.writeRoot(folder);
    write(maker.server(), folder);
    HandshakeBenchmark benchmark = new HandshakeBenchmark(maker.devices(count), folder);
    CryptoFloor floor = CryptoFloor.measure();
    System.out.printf(
        Locale.ROOT,
        "floor: handshake %.3f ms, handshake and enrolment %.3f ms%n%-44s %6s  %9s  %9s  %7s%n",
        floor.handshakeMillis(),
        floor.enrolmentMillis(),
        "",
        "count",
        "CPU",
        "less JIT",
        "floor");
    benchmark.gateway(floor);
    benchmark.plain(floor);
    benchmark.libcoap(floor);
    benchmark.fleet.close();
    System.exit(0);
  }

  private static void write(Device server, Path folder) throws IOException {
    byte[] certificate = org.wardgate.crypto.x509.Certificates.der(server.idevid()).toArray();
    byte[] key = server.keys().getPrivate().getEncoded();
    Files.write(folder.resolve("server.der"), certificate);
    Files.write(folder.resolve("server.p8"), key);
    Files.writeString(
        folder.resolve("server.pem"),
        Maker.pem("CERTIFICATE", certificate) + Maker.pem("PRIVATE KEY", key));
  }

  private void gateway(CryptoFloor floor) throws Exception {
    String count = Integer.toString(devices.size());
    try (Server server =
        Server.java(GatewayMain.class, List.of("-Xmx1g"), folder.toString(), count)) {
      handshakes(server); // warms up
      System.out.println(
          measure("gateway, handshake", server, floor.handshakeMillis(), this::handshake));
      measure("warm-up", server, floor.enrolmentMillis(), this::enrol);
      System.out.println(
          measure(
              "gateway, handshake and enrolment", server, floor.enrolmentMillis(), this::enrol));
    }
  }

  private void plain(CryptoFloor floor) throws Exception {
    try (Server server = Server.java(PlainMain.class, List.of("-Xmx1g"), folder.toString())) {
      handshakes(server);
      System.out.println(
          measure(
              "Californium as it comes, handshake",
              server,
              floor.handshakeMillis(),
              this::handshake));
    }
  }

  private void libcoap(CryptoFloor floor) throws Exception {
    if (!Files.isExecutable(LIBCOAP)) {
      System.out.println("libcoap's server with OpenSSL is not installed");
      return;
    }
    String pem = folder.resolve("server.pem").toString();
    List<String> command =
        List.of(
            LIBCOAP.toString(),
            "-A",
            "127.0.0.1",
            "-p",
            Integer.toString(LIBCOAP_PORT - 1),
            "-c",
            pem,
            "-j",
            pem,
            "-C",
            folder.resolve("maker.pem").toString());
    try (Server server = Server.program(LIBCOAP_PORT, command)) {
      handshakes(server);
      System.out.println(
          measure(
              "libcoap with OpenSSL, handshake", server, floor.handshakeMillis(), this::handshake));
    }
  }

  private interface Visit {
    void to(Server server, Device device) throws Exception;
  }

  private void handshakes(Server server) throws InterruptedException {
    fleet.each(devices, device -> handshake(server, device));
  }

  private String measure(String name, Server server, double floorMillis, Visit visit)
      throws IOException, InterruptedException {
    ProcessCost before = server.cost();
    int failed = fleet.each(devices, device -> visit.to(server, device));
    ProcessCost after = server.cost();
    String line = Figure.between(name, devices.size() - failed, before, after).line(floorMillis);
    return failed == 0 ? line : line + "  FAILED: " + failed;
  }

  private void handshake(Server server, Device device) throws Exception {
    try (Session session = new Session(device, server.address(), fleet.shared())) {
      session.handshake().get(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void enrol(Server server, Device device) throws Exception {
    KeyPair fresh = EcKeys.generateP256();
    Request request = Request.newPost();
    request.getOptions().setContentFormat(ContentFormat.PKCS10).setAccept(ContentFormat.PKIX_CERT);
    request.setPayload(CertificationRequests.create(fresh, "device").toArray());
    try (Session session = new Session(device, server.address(), fleet.shared())) {
      CoapResponse response = session.ask(request, ".well-known/est/sen");
      if (response == null || !response.isSuccess()) {
        throw new IOException(
            "no certificate: " + (response == null ? "silence" : response.getCode()));
      }
    }
  }
}
