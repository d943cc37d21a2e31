package org.wardgate.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.instance.FrameworkKind;

/**
 * Runs a gateway in a class loader of its own that holds the launcher and exactly one framework:
 * both frameworks bring the {@code org.osgi.framework} packages, so they cannot share a class path.
 */
public final class IsolatedRun {

  private static final String PROCESS = "org.wardgate.launcher.process.GatewayMain";

  private IsolatedRun() {}

  /**
   * Runs a gateway until it is told to stop.
   *
   * @param installation where everything lies
   * @param kind the framework
   * @param instance the instance's directory
   * @param features the folder of the features
   * @throws RefusedException if it could not start
   */
  public static void run(
      Installation installation, FrameworkKind kind, Path instance, Path features)
      throws RefusedException, IOException {
    Path framework = installation.framework(kind);
    if (!Files.isRegularFile(framework)) {
      throw new RefusedException(LauncherErrors.PART_MISSING, framework.toString());
    }
    List<URL> jars = new ArrayList<>(jars(installation.launcherJars()));
    jars.add(url(framework));
    try (URLClassLoader loader =
        new URLClassLoader(
            "gateway", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      Object refusal =
          loader
              .loadClass(PROCESS)
              .getMethod("run", Path.class, Path.class, Path.class)
              .invoke(null, instance, features, installation.repository());
      if (refusal instanceof String[] problem) {
        throw new RefusedException(new ErrorCode(problem[0], problem[1], problem[2]), problem[3]);
      }
    } catch (InvocationTargetException e) {
      throw new IOException("the gateway ended: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the launcher does not fit its jars", e);
    }
  }

  /** All jars of a folder, in the order of their names. */
  public static List<URL> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> urls = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(url(file));
      }
      return urls;
    }
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }
}
