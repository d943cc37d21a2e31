package org.wardgate.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.pki.PkiIntent.RollAuthority;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.crypto.ec.EcKeys;

/** A ward with a CA, a vault in memory and a clock that tests set. */
final class Ward implements CredentialPublisher, GatewayIdentity {
  static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final Vault vault;
  Instant built = BUILT;
  final SettableClock clock = new SettableClock();
  final List<GatewayCredential> published = new ArrayList<>();
  volatile PkiSettings settings = PkiSettings.DEFAULT;

  /** Stands until it is set. */
  final AtomicLong nanos = new AtomicLong();

  /** Before the settings are asked. */
  volatile Runnable beforeSettings = () -> {};

  boolean withdrawn;

  final Path directory;

  Ward() {
    this(freshDirectory());
  }

  Ward(Path directory) {
    this(directory, new Vault());
  }

  private Ward(Path directory, Vault vault) {
    this.directory = directory;
    this.vault = vault;
  }

  /** A gateway with the same keys that knows nothing of what this one issues. */
  Ward twin() throws IOException {
    Ward twin = new Ward(freshDirectory(), vault);
    Files.copy(directory.resolve("authority"), twin.directory.resolve("authority"));
    twin.allowRegister();
    twin.built = built;
    twin.settings = settings;
    twin.clock.set(clock.instant());
    return twin;
  }

  private static Path freshDirectory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "wards")), "w");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WardCa ca() {
    return ca(SigningQueue.WAITING_MAX_COUNT);
  }

  WardCa ca(int waitingMaxCount) {
    return new WardCa(
        new RootStore(vault, built),
        new GatewayStore(vault, gatewayId()),
        this,
        this,
        new Clocks(clock, nanos::get),
        this::settings,
        new SigningQueue(clock, waitingMaxCount),
        directory);
  }

  private PkiSettings settings() {
    beforeSettings.run();
    return settings;
  }

  /** Time passes, and the clock shows it. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    clock.set(clock.instant().plus(time));
  }

  /** What an operator does who accepts that the register is lost. */
  void allowRegister() throws IOException {
    Files.createFile(directory.resolve("register.begin"));
  }

  static IssueCertificate intent(Bytes spki) {
    return intent("pump-1", spki);
  }

  static IssueCertificate intent(String device, Bytes spki) {
    return new IssueCertificate(
        new CorrelationId("c-1"),
        NOW.plus(Duration.ofDays(36_500)),
        new DeviceId(device),
        "SN-0001",
        spki);
  }

  static RevokeCertificates revocation(String device) {
    return new RevokeCertificates(
        new CorrelationId("c-1"),
        NOW.plusSeconds(60),
        new DeviceId(device),
        RevocationReason.KEY_COMPROMISE);
  }

  static RollAuthority roll(RolloverStep step) {
    return new RollAuthority(new CorrelationId("c-1"), NOW.plus(Duration.ofDays(36_500)), step);
  }

  static Bytes spki(KeyPair keys) {
    return Bytes.of(keys.getPublic().getEncoded());
  }

  static PkiEvent issue(WardCa ca, PkiIntent intent) throws Exception {
    return ca.execute(intent).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void publish(GatewayCredential credential) {
    published.add(credential);
  }

  @Override
  public void withdraw() {
    withdrawn = true;
  }

  @Override
  public String gatewayId() {
    return "gateway-1";
  }

  @Override
  public String wardName() {
    return "Ward 1";
  }

  /** Keys in memory. */
  static final class Vault implements KeyVault {
    private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();
    boolean broken;
    int writesLeft = Integer.MAX_VALUE;

    @Override
    public StoredKey key(String alias) throws RefusedException {
      if (broken) {
        throw new RefusedException(PlatformErrors.VAULT_FAILED, "test");
      }
      return keys.computeIfAbsent(
          alias,
          name -> {
            KeyPair made = EcKeys.generateP256();
            return new StoredKey(made.getPrivate(), made.getPublic(), List.of());
          });
    }

    @Override
    public void storeChain(String alias, List<X509Certificate> chain) throws RefusedException {
      StoredKey key = key(alias);
      write();
      keys.put(alias, new StoredKey(key.privateKey(), key.publicKey(), chain));
    }

    @Override
    public void remove(String alias) throws RefusedException {
      write();
      keys.remove(alias);
    }

    private void write() throws RefusedException {
      if (broken || writesLeft-- <= 0) {
        writesLeft = Math.max(0, writesLeft);
        throw new RefusedException(PlatformErrors.VAULT_FAILED, "test");
      }
    }

    Optional<X509Certificate> stored(String alias) {
      return Optional.ofNullable(keys.get(alias)).flatMap(key -> key.chain().stream().findFirst());
    }
  }

  /** A clock that stands until it is set. */
  static final class SettableClock extends Clock {
    private volatile Instant instant = NOW;

    void set(Instant value) {
      instant = value;
    }

    @Override
    public Instant instant() {
      return instant;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
