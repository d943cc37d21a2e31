package org.wardgate.launcher.framework;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.installer.health.ServiceCall;

/** Every scenario on Felix and on Equinox. */
@Timeout(60)
class PlanRunnerTest {

  private static final List<String> SCENARIOS =
      List.of(
          "order",
          "change",
          "unresolvable",
          "throwing",
          "nothing",
          "configuration",
          "refused",
          "unsatisfied");

  @TempDir Path work = Path.of("");

  static Stream<Arguments> everything() {
    return Stream.of("org.apache.felix.framework", "org.eclipse.osgi")
        .flatMap(jar -> SCENARIOS.stream().map(scenario -> Arguments.of(jar, scenario)));
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("everything")
  void scenario(String framework, String scenario) throws Throwable {
    List<URL> urls = new ArrayList<>();
    urls.add(frameworkJar(framework).toUri().toURL());
    for (Class<?> type :
        List.of(
            PlanRunner.class,
            PlanScenarios.class,
            ErrorCode.class,
            ServiceCall.class,
            Assertions.class,
            LoggerFactory.class,
            JsonFactory.class)) {
      urls.add(type.getProtectionDomain().getCodeSource().getLocation());
    }
    Class<?> byteBuddy = Class.forName("net.bytebuddy.ByteBuddy");
    urls.add(byteBuddy.getProtectionDomain().getCodeSource().getLocation());
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      loader
          .loadClass(PlanScenarios.class.getName())
          .getMethod("run", String.class, Path.class)
          .invoke(null, scenario, work);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Path frameworkJar(String name) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/test-bundles"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
