package org.wardgate.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Of a bundle whose version 2 never starts and takes no notice of interrupts. Version 1 notes that
 * it started, and offers the directory of updates.
 */
public final class UninterruptibleActivator implements BundleActivator {
  static final String WORK = "test.work";

  @Override
  public void start(BundleContext context) throws IOException {
    Path work = Path.of(System.getProperty(WORK, ""));
    int version = context.getBundle().getVersion().getMajor();
    Files.writeString(
        work.resolve("started"),
        version + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (version > 1) {
      new Semaphore(0).acquireUninterruptibly();
    }
    context.registerService(
        Path.class,
        work.resolve("updates"),
        FrameworkUtil.asDictionary(Map.of("org.wardgate.updates", "directory")));
  }

  @Override
  public void stop(BundleContext context) {}
}
