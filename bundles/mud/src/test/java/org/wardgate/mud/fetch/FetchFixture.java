package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent.FetchMudFile;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.mud.testing.MudJson;
import org.wardgate.mud.testing.Signers;

/** A manufacturer with a server, a gateway that knows both, and a clock. */
final class FetchFixture implements AutoCloseable {
  static final String FILE = "/pump.json";
  static final String SIGNATURE = "/pump.p7s";
  static final String LAST_UPDATE = "2025-01-02T03:04:05Z";
  static final int TIMEOUT_SECONDS = 100;
  private static final long PATIENCE_SECONDS = 120;

  final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  final Signers maker = new Signers("Pump Inc. release", clock.instant());
  final MakerServer server = new MakerServer(maker, "localhost");
  final Path directory;
  private final Path anchors;
  volatile FetchSettings settings;
  volatile InventorySnapshot inventory = InventorySnapshot.empty();
  MudFiles files;

  FetchFixture(Path directory) {
    this.directory = directory;
    this.anchors = directory.resolve("anchors.pem");
    this.settings =
        new FetchSettings(
            Optional.empty(),
            Optional.of(anchors),
            Duration.ofSeconds(TIMEOUT_SECONDS),
            Duration.ofHours(10));
    try {
      Files.writeString(anchors, Certificates.toPem(List.of(maker.anchor())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trust(List.of(maker.anchor()), server.authority());
    this.files = start();
  }

  /** A manager with the cache that is there. */
  MudFiles start() {
    return new MudFiles(() -> inventory, directory, () -> settings, clock);
  }

  void trust(List<X509Certificate> signers, String... authorities) {
    inventory = inventory(signers, List.of(authorities), 0, MudServices.NONE);
  }

  /** The operator grants so many days to signers that have expired. */
  void grantDays(int days) {
    inventory =
        inventory(
            List.of(maker.anchor()), List.of(server.authority()), days, inventory.mudServices());
  }

  /** The hospital approves a file of {@link #FILE}. */
  void approve(Bytes content) {
    MudServices services =
        new MudServices(
            Map.of(), Map.of(), Map.of(server.url(FILE), Set.of(content.sha256().hex())), false);
    inventory = inventory(List.of(maker.anchor()), List.of(server.authority()), 0, services);
  }

  private static InventorySnapshot inventory(
      List<X509Certificate> signers,
      List<String> authorities,
      int graceDays,
      MudServices services) {
    Manufacturer manufacturer =
        new Manufacturer(
            "pumps", "Pump Inc.", List.of(), List.of(), signers, authorities, false, graceDays);
    return new InventorySnapshot(
        1, Map.of("pumps", manufacturer), Map.of(), Map.of(), Map.of(), services, Map.of());
  }

  /** A valid file at home at a URL; its cache validity is one hour. */
  static Bytes file(String url) {
    return file(url, LAST_UPDATE);
  }

  /** As {@link #file(String)}, of another time. */
  static Bytes file(String url, String lastUpdate) {
    return MudJson.bytes(
        MudJson.with(
            MudJson.fromDevice(
                accept(
                    "ipv4",
                    map("ietf-acldns:dst-dnsname", "a.example"),
                    "tcp",
                    map("destination-port", map("port", 443)))),
            mud -> {
              mud.put("mud-url", url);
              mud.put("last-update", lastUpdate);
              mud.put("cache-validity", 1);
            }));
  }

  /** Serves a valid signed file. */
  void serveGoodFile() {
    serve(file(server.url(FILE)));
  }

  /** Serves a file and its signature. */
  void serve(Bytes content) {
    server.serve(FILE, content);
    server.serve(SIGNATURE, maker.sign(content));
  }

  CompletableFuture<MudEvent> ask(String manufacturer, String url) {
    return ask(manufacturer, url, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  CompletableFuture<MudEvent> ask(String manufacturer, String url, Duration patience) {
    return files
        .execute(
            new FetchMudFile(
                new CorrelationId("c1"),
                clock.instant().plus(patience),
                new DeviceId("pump-1"),
                manufacturer,
                url))
        .toCompletableFuture();
  }

  CompletableFuture<MudEvent> ask() {
    return ask("pumps", server.url(FILE));
  }

  static VerifiedMudFile verified(CompletableFuture<MudEvent> answer) {
    MudEvent event = await(answer);
    assertThat(event).isInstanceOf(MudEvent.MudFileVerified.class);
    return ((MudEvent.MudFileVerified) event).file();
  }

  static String refused(CompletableFuture<MudEvent> answer, ErrorCode code) {
    MudEvent event = await(answer);
    assertThat(event).isInstanceOf(MudEvent.MudFileRefused.class);
    MudEvent.MudFileRefused refused = (MudEvent.MudFileRefused) event;
    assertThat(refused.problem().code()).as("%s", refused).isEqualTo(code.code());
    return refused.problem().detail();
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    files.close();
    server.close();
  }
}
