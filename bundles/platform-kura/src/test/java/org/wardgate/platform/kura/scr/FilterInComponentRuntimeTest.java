package org.wardgate.platform.kura.scr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.eclipse.kura.cloudconnection.subscriber.CloudSubscriber;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeKeystore;
import org.wardgate.platform.kura.fake.FakePublisher;
import org.wardgate.platform.kura.fake.FakeReports;
import org.wardgate.platform.kura.fake.Stubs;

/** A filter that is none must not take a component away: the runtime itself cannot bear one. */
class FilterInComponentRuntimeTest {
  private static final String VAULT = "org.wardgate.platform.kura.vault";
  private static final String LINK = "org.wardgate.platform.kura.link";
  private static final String FURTHER = "org.wardgate.platform.kura.cloud";
  private static final String COMMANDS = "org.wardgate.platform.kura.commands";
  private static final String FIRST = "(kura.service.pid=first)";
  private static final String SECOND = "(kura.service.pid=second)";
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path directory = Path.of("");

  private final FakeReports reports = new FakeReports();
  private final Map<String, FakePublisher> publishers =
      Map.of("first", new FakePublisher(), "second", new FakePublisher());
  private final Map<String, FakeKeystore> keystores =
      Map.of("first", new FakeKeystore(), "second", new FakeKeystore());
  private final Map<String, Integer> listening =
      new ConcurrentHashMap<>(Map.of("first", 0, "second", 0));
  private final ComponentFramework framework;

  FilterInComponentRuntimeTest() throws Exception {
    framework =
        new ComponentFramework(Path.of("target", "components", UUID.randomUUID().toString()));
  }

  @BeforeEach
  void services() {
    framework.register(ConfigurationReports.class, reports, Map.of());
    framework.register(DataDirectory.class, this::directory, Map.of());
    framework.register(GatewayIdentity.class, new Gateway(), Map.of());
    framework.register(CryptoService.class, new FakeCrypto(), Map.of());
    for (String name : publishers.keySet()) {
      Map<String, Object> named = Map.of("kura.service.pid", name);
      framework.register(CloudPublisher.class, publisher(name), named);
      framework.register(CloudSubscriber.class, subscriber(name), named);
      framework.register(KeystoreService.class, keystore(name), named);
    }
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
  }

  private FakePublisher publisher(String name) {
    return Objects.requireNonNull(publishers.get(name));
  }

  private KeystoreService keystore(String name) {
    return Objects.requireNonNull(keystores.get(name)).service();
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloudSubscriber subscriber(String name) {
    return Stubs.of(
        CloudSubscriber.class,
        (method, arguments) -> {
          int change = method.startsWith("register") ? 1 : -1;
          return method.endsWith("CloudSubscriberListener")
              && listening.merge(name, change, Integer::sum) == null;
        });
  }

  /** Each place where a filter is configured, with each of the values that are none. */
  static Stream<Arguments> bad() {
    return Stream.of(
            Map.entry(VAULT, "KeystoreService.target"),
            Map.entry(LINK, "CloudPublisher.target"),
            Map.entry(FURTHER, "CloudPublisher.target"),
            Map.entry(COMMANDS, "CloudSubscriber.target"))
        .flatMap(
            place ->
                Stream.<Object>of("(((", "", 42, new String[] {FIRST, SECOND})
                    .map(value -> Arguments.of(place.getKey(), place.getValue(), value)));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aFilterThatIsNoneIsRefusedTheLastGoodOneStaysAndALaterGoodOneCounts(
      String pid, String attribute, Object bad) throws Exception {
    framework.startOurs();
    Object configuration = configured(pid, attribute, FIRST);
    await(() -> present(pid) && uses(pid, "first"));
    update(configuration, pid, attribute, bad);
    await(() -> reports.properties().contains(attribute));
    assertThat(present(pid) && uses(pid, "first")).isTrue();
    update(configuration, pid, attribute, SECOND);
    await(() -> present(pid) && uses(pid, "second"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void afterARestartWithAFilterThatIsNoneTheComponentIsThereAndCanBeCorrected(
      String pid, String attribute, Object bad) throws Exception {
    Object configuration = configured(pid, attribute, bad);
    framework.startOurs();
    await(() -> present(pid) && reports.properties().contains(attribute));
    framework.restartOurs();
    await(() -> present(pid));
    update(configuration, pid, attribute, SECOND);
    await(() -> uses(pid, "second"));
  }

  @Test
  void nothingIsKeptOfALinkThatIsDeletedAndAllOfOneThatOnlyStops() throws Exception {
    Object configuration = configured(FURTHER, "CloudPublisher.target", FIRST);
    framework.startOurs();
    await(() -> present(FURTHER));
    framework.restartOurs();
    await(() -> present(FURTHER));
    assertThat(reports.forgotten()).isEmpty();
    framework.delete(configuration);
    await(() -> !present(FURTHER) && !reports.forgotten().isEmpty());
    assertThat(reports.forgotten()).containsExactly(FURTHER);
  }

  @Test
  void theReferencesOfComponentsHaveNoNameThatAnAttributeOfTheirFormNames() throws Exception {
    for (String pid : List.of(VAULT, LINK, FURTHER, COMMANDS)) {
      String component = Files.readString(Path.of("target/classes/OSGI-INF/" + pid + ".xml"));
      String form = Files.readString(Path.of("target/classes/OSGI-INF/metatype/" + pid + ".xml"));
      assertThat(form).containsPattern("id=\"[A-Za-z]+\\.target\"");
      Pattern.compile("id=\"([A-Za-z]+)\\.target\"")
          .matcher(form)
          .results()
          .forEach(
              found ->
                  assertThat(component)
                      .doesNotContain("<reference name=\"" + found.group(1) + "\""));
    }
  }

  private Object configured(String pid, String attribute, Object value) throws Exception {
    Object configuration =
        pid.equals(FURTHER) ? framework.instance(pid) : framework.configuration(pid);
    update(configuration, pid, attribute, value);
    return configuration;
  }

  private void update(Object configuration, String pid, String attribute, Object value)
      throws Exception {
    Map<String, Object> values = new HashMap<>(Map.of(attribute, value));
    values.put("kura.service.pid", pid);
    framework.update(configuration, values);
  }

  private boolean present(String pid) throws Exception {
    return framework.has(ConfigurableComponent.class.getName(), "(component.name=" + pid + ")");
  }

  /** Whether it uses this service, and not the other one. */
  private boolean uses(String pid, String name) throws Exception {
    String other = name.equals("first") ? "second" : "first";
    return switch (pid) {
      case VAULT -> writesTo(name);
      case COMMANDS -> Map.of(name, 1, other, 0).equals(listening);
      default -> publisher(name).listenersCount() == 2 && publisher(other).listenersCount() == 0;
    };
  }

  private boolean writesTo(String name) throws Exception {
    if (!framework.has(KeyVault.class.getName(), "(objectClass=*)")) {
      return false;
    }
    String alias = "key-" + System.nanoTime();
    try {
      framework.service(KeyVault.class).key(alias);
    } catch (RefusedException e) {
      // just now it changes from one store to the other
      return false;
    }
    return Objects.requireNonNull(keystores.get(name)).aliases().contains("wardgate-" + alias);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static final class Gateway implements GatewayIdentity {
    @Override
    public String gatewayId() {
      return "g1";
    }

    @Override
    public String wardName() {
      return "Ward 1";
    }
  }
}
