package org.wardgate.installer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.promise.Deferred;
import org.osgi.util.promise.Promise;
import org.osgi.util.promise.Promises;
import org.wardgate.installer.Health;

class FrameworkHealthTest {

  /** States of the components there are; 0 for one without a configuration. */
  private final Map<String, Integer> components = new TreeMap<>();

  private final List<String> disabled = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> enabled = new LinkedBlockingQueue<>();

  /** What is disabled now. */
  private final Set<String> off = ConcurrentHashMap.newKeySet();

  /** Disabling is over when the test says so. */
  private Promise<Void> disabling = Promises.resolved(null);

  @SuppressWarnings("NullAway.Init") // made before each test
  private Framework framework;

  @SuppressWarnings("NullAway.Init") // made before each test
  private FrameworkHealth health;

  @BeforeEach
  void start(@TempDir Path work) throws Exception {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, work.resolve("cache").toString()));
    framework.start();
    framework
        .getBundleContext()
        .registerService(
            ServiceComponentRuntime.class.getName(),
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getComponentDescriptionDTOs" ->
                          components.keySet().stream().map(FrameworkHealthTest::described).toList();
                      case "isComponentEnabled" ->
                          !off.contains(((ComponentDescriptionDTO) arguments[0]).name);
                      case "disableComponent" -> {
                        disabled.add(((ComponentDescriptionDTO) arguments[0]).name);
                        off.add(((ComponentDescriptionDTO) arguments[0]).name);
                        yield disabling;
                      }
                      case "enableComponent" -> {
                        off.remove(((ComponentDescriptionDTO) arguments[0]).name);
                        enabled.add(((ComponentDescriptionDTO) arguments[0]).name);
                        yield Promises.resolved(null);
                      }
                      case "getComponentConfigurationDTOs" ->
                          configurations(((ComponentDescriptionDTO) arguments[0]).name);
                      case "hashCode" -> System.identityHashCode(proxy);
                      case "equals" -> proxy == arguments[0];
                      default -> method.getName();
                    }),
            null);
    health = new FrameworkHealth(framework.getBundleContext(), bundle -> true);
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  private static ComponentDescriptionDTO described(String name) {
    ComponentDescriptionDTO description = new ComponentDescriptionDTO();
    description.name = name;
    description.bundle = new BundleDTO();
    description.bundle.id = 0;
    return description;
  }

  private List<ComponentConfigurationDTO> configurations(String name) {
    int state = components.getOrDefault(name, 0);
    if (state == 0) {
      return List.of();
    }
    ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
    configuration.state = state;
    return List.of(configuration);
  }

  private Health.Baseline before() {
    components.put("enforcement", ComponentConfigurationDTO.ACTIVE);
    components.put("updater", ComponentConfigurationDTO.SATISFIED);
    components.put("cloud", 0);
    return health.baseline();
  }

  @Test
  void whatIsAsBeforeIsNoFinding() {
    assertThat(health.components(before())).isEmpty();
  }

  @Test
  void aComponentThatIsGoneIsAFinding() {
    Health.Baseline before = before();
    components.remove("enforcement");
    assertThat(health.components(before)).containsExactly("enforcement is missing");
  }

  @Test
  void aComponentWithoutAnyConfigurationIsAFindingIfItWasWell() {
    Health.Baseline before = before();
    components.put("enforcement", 0);
    assertThat(health.components(before)).containsExactly("enforcement has no configuration");
  }

  @Test
  void aComponentThatWasNotWellMayGo() {
    Health.Baseline before = before();
    components.remove("cloud");
    assertThat(health.components(before)).isEmpty();
  }

  @Test
  void aNewComponentMayWaitForItsConfiguration() {
    Health.Baseline before = before();
    components.put("new", 0);
    assertThat(health.components(before)).isEmpty();
  }

  @Test
  void onlyComponentsThatFailedAreStartedAnew() throws Exception {
    before();
    components.put("decision", ComponentConfigurationDTO.FAILED_ACTIVATION);
    components.put("identity", ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
    assertThat(health.startAgain()).containsExactly("decision");
    assertThat(disabled).containsExactly("decision");
    assertThat(enabled.poll(30, TimeUnit.SECONDS)).isEqualTo("decision");
    assertThat(enabled).isEmpty();
  }

  @Test
  void whatIsBeingStartedAnewIsNotWell() throws Exception {
    Health.Baseline before = before();
    components.put("decision", ComponentConfigurationDTO.FAILED_ACTIVATION);
    Deferred<Void> over = new Deferred<>();
    disabling = over.getPromise();
    assertThat(health.startAgain()).containsExactly("decision");
    assertThat(health.components(before)).containsExactly("decision is being started anew");
    over.resolve(null);
    assertThat(enabled.poll(30, TimeUnit.SECONDS)).isEqualTo("decision");
    assertThat(health.components(before).get(0)).startsWith("decision failed");
  }

  @Test
  void whatWasLeftDisabledIsEnabledAtTheNextTurn() throws Exception {
    components.put("decision", ComponentConfigurationDTO.FAILED_ACTIVATION);
    disabling = new Deferred<Void>().getPromise(); // never over
    assertThat(health.startAgain()).containsExactly("decision");
    assertThat(enabled).isEmpty();
    assertThat(health.startAgain()).containsExactly("decision");
    assertThat(enabled.poll(30, TimeUnit.SECONDS)).isEqualTo("decision");
  }

  @Test
  void whatSomebodyElseDisabledIsNeitherAFindingNorEnabled() {
    Health.Baseline before = before();
    components.put("decision", ComponentConfigurationDTO.FAILED_ACTIVATION);
    off.add("decision");
    assertThat(health.components(before)).isEmpty();
    assertThat(health.startAgain()).isEmpty();
    assertThat(enabled).isEmpty();
  }

  @Test
  void whatIsNotOfTheSetIsNotStartedAnew() {
    components.put("decision", ComponentConfigurationDTO.FAILED_ACTIVATION);
    FrameworkHealth others = new FrameworkHealth(framework.getBundleContext(), bundle -> false);
    assertThat(others.startAgain()).isEmpty();
    assertThat(disabled).isEmpty();
  }

  @Test
  void aProbeOfABundleThatIsNotOfTheSetDoesNotCount() {
    Callable<String> content = () -> "";
    framework
        .getBundleContext()
        .registerService(
            Callable.class,
            content,
            FrameworkUtil.asDictionary(Map.of("org.wardgate.probe", "join")));
    assertThat(health.probe(List.of("join"))).isEmpty();
    FrameworkHealth others =
        new FrameworkHealth(framework.getBundleContext(), bundle -> bundle.getBundleId() != 0);
    assertThat(others.probe(List.of("join"))).containsExactly("probe join is missing");
  }
}
