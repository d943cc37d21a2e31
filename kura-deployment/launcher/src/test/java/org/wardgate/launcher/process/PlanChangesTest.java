package org.wardgate.launcher.process;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.installer.Staged;

/** Updates and SIGHUP, on Felix in a class loader that holds just that framework. */
@Timeout(120)
class PlanChangesTest {

  @TempDir Path work = Path.of("");

  @Test
  void aHangupDuringAnUpdateAndItsProbationReloadsNothing() throws Throwable {
    run("reload");
  }

  @Test
  void aReloadThatFailsTellsWhichSetRuns() throws Throwable {
    run("recognise");
  }

  @Test
  void theFolderOfASetThatWasPutBackGoes() throws Throwable {
    run("folder");
  }

  private void run(String scenario) throws Throwable {
    List<URL> urls = new ArrayList<>();
    urls.add(felix().toUri().toURL());
    for (Class<?> type :
        List.of(
            PlanChanges.class,
            UpdateScenarios.class,
            Staged.class,
            ErrorCode.class,
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
          .loadClass(UpdateScenarios.class.getName())
          .getMethod("run", String.class, Path.class)
          .invoke(null, scenario, work);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Path felix() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/test-bundles"))) {
      return jars.filter(
              jar -> jar.getFileName().toString().startsWith("org.apache.felix.framework"))
          .findFirst()
          .orElseThrow();
    }
  }
}
