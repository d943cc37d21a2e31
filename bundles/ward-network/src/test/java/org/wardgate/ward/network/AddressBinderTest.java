package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkEvent.AddressBound;
import org.wardgate.api.network.NetworkIntent.BindAddress;
import org.wardgate.api.policy.NetworkBinding;

class AddressBinderTest {
  private static final DeviceId PUMP = new DeviceId("pump");
  private static final DeviceId OTHER = new DeviceId("other");

  @TempDir private Path folder = Path.of("");

  private final AtomicLong nanos = new AtomicLong();
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final Map<InetAddress, String> neighbours6 = new ConcurrentHashMap<>();
  private final List<NetworkBinding> bound = new CopyOnWriteArrayList<>();
  private Path arp = Path.of("arp");

  @BeforeEach
  void empty() throws IOException {
    arp = folder.resolve("arp");
    neighbours("");
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void bindsWhatTheKernelKnows() throws Exception {
    neighbours(line("127.0.0.11", "02:77:00:00:00:0b"));

    NetworkEvent event = bind(PUMP, "127.0.0.11", Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS);

    assertThat(((NetworkEvent.AddressBound) event).binding().mac()).isEqualTo("02:77:00:00:00:0b");
  }

  @Test
  void waitsForTheKernelToLearn() throws Exception {
    CompletableFuture<NetworkEvent> answer = bind(PUMP, "127.0.0.11", Duration.ofSeconds(20));

    neighbours(line("127.0.0.11", "02:77:00:00:00:0b"));

    assertThat(answer.get(20, TimeUnit.SECONDS)).isInstanceOf(NetworkEvent.AddressBound.class);
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    NetworkEvent event = bind(PUMP, "127.0.0.11", Duration.ZERO).get(20, TimeUnit.SECONDS);

    assertThat(code(event)).isEqualTo("WG-NET-0001");
  }

  @Test
  void twoDevicesWithOneAddressAreAConflict() throws Exception {
    neighbours(line("127.0.0.11", "02:77:00:00:00:0b") + line("127.0.0.12", "02:77:00:00:00:0b"));
    assertThat(now(PUMP, "127.0.0.11")).isInstanceOf(NetworkEvent.AddressBound.class);

    assertThat(code(now(OTHER, "127.0.0.11"))).isEqualTo("WG-NET-0003");
    assertThat(code(now(OTHER, "127.0.0.12"))).isEqualTo("WG-NET-0003");
    assertThat(now(PUMP, "127.0.0.11")).isInstanceOf(NetworkEvent.AddressBound.class);

    nanos.addAndGet(Claims.CLAIM_NANOS + 1);
    assertThat(now(OTHER, "127.0.0.11")).isInstanceOf(NetworkEvent.AddressBound.class);
  }

  @Test
  void anUnreadableTableIsNoNeighbour() throws Exception {
    Files.delete(arp);

    assertThat(code(now(PUMP, "127.0.0.11"))).isEqualTo("WG-NET-0001");
  }

  @Test
  void ipv6IsBoundWithoutItsScope() throws Exception {
    InetAddress address = InetAddress.getByName("fe80::11");
    neighbours6.put(address, "02:77:00:00:00:0b");
    NetworkInterface any = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
    InetAddress scoped = Inet6Address.getByAddress(null, address.getAddress(), any.getIndex());

    AddressBound event =
        (AddressBound)
            binder()
                .bind(
                    new BindAddress(
                        new CorrelationId("t"), Instant.now().plusSeconds(20), PUMP, scoped))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

    assertThat(event.binding()).isEqualTo(new NetworkBinding(address, "02:77:00:00:00:0b"));
    assertThat(event.binding().address().getHostAddress()).doesNotContain("%");
    assertThat(bound).containsExactly(event.binding());
  }

  @Test
  void anUnknownIpv6AddressIsNoNeighbour() throws Exception {
    assertThat(code(bind(PUMP, "::1", Duration.ZERO).get(20, TimeUnit.SECONDS)))
        .isEqualTo("WG-NET-0001");
    assertThat(bound).isEmpty();
  }

  @Test
  void stoppingAnswersEverySearch() throws Exception {
    AddressBinder binder = binder();
    var answer = binder.bind(intent(PUMP, "127.0.0.11", Duration.ofHours(1)));
    executor.shutdownNow();
    binder.close();

    assertThat(code(answer.toCompletableFuture().get(20, TimeUnit.SECONDS)))
        .isEqualTo("WG-NET-0001");
    assertThat(binder.bind(intent(PUMP, "127.0.0.11", Duration.ZERO)).toCompletableFuture())
        .isCompleted();
  }

  private NetworkEvent now(DeviceId device, String address) throws Exception {
    return bind(device, address, Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS);
  }

  private @org.jspecify.annotations.Nullable AddressBinder binder;

  private CompletableFuture<NetworkEvent> bind(DeviceId device, String address, Duration patience)
      throws IOException {
    if (binder == null) {
      binder = binder();
    }
    return binder.bind(intent(device, address, patience)).toCompletableFuture();
  }

  private AddressBinder binder() {
    return new AddressBinder(
        new NeighbourTable(arp, "br0"),
        address -> Optional.ofNullable(neighbours6.get(address)),
        new Claims(nanos::get),
        bound::add,
        Clock.systemUTC(),
        executor);
  }

  private static BindAddress intent(DeviceId device, String address, Duration patience)
      throws IOException {
    return new BindAddress(
        new CorrelationId("t"),
        Instant.now().plus(patience),
        device,
        InetAddress.getByName(address));
  }

  private void neighbours(String lines) throws IOException {
    Path next = folder.resolve("next");
    Files.writeString(next, "IP address HW type Flags HW address Mask Device\n" + lines);
    Files.move(next, arp, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(String address, String mac) {
    return address + "       0x1         0x2         " + mac + "     *        br0\n";
  }

  private static String code(NetworkEvent event) {
    return ((NetworkEvent.AddressUnknown) event).problem().code();
  }
}
