package org.wardgate.command.gateway;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.IsolatedRun;

/**
 * Hands over to the emulated ward, in a class loader of its own: it brings its own libraries.
 *
 * @param installation the distribution
 */
public record Demo(Installation installation) implements Verb {

  private static final String MAIN = "org.wardgate.emulators.demo.Demo";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "demo [--seconds N] [--count N] [--keep]", Set.of(), Set.of(), 0, Integer.MAX_VALUE);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException, IOException {
    return run(arguments.operands(), terminal);
  }

  /** Runs the demo, which reads its words itself; its own main method ends the process. */
  @Override
  public int run(List<String> words, Terminal terminal) throws RefusedException, IOException {
    if (!Files.isDirectory(installation.demoJars())) {
      throw new RefusedException(LauncherErrors.PART_MISSING, installation.demoJars().toString());
    }
    URL[] jars = IsolatedRun.jars(installation.demoJars()).toArray(URL[]::new);
    try (URLClassLoader loader =
        new URLClassLoader("demo", jars, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      loader
          .loadClass(MAIN)
          .getMethod("main", String[].class)
          .invoke(null, (Object) words.toArray(String[]::new));
      return Exit.ACCEPTED;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the demo failed: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the demo does not fit this command", e);
    }
  }
}
