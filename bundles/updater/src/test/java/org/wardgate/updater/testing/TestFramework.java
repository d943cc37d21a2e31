package org.wardgate.updater.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** A real framework. */
public final class TestFramework implements AutoCloseable {
  /** Which. */
  public enum Kind {
    /** Apache Felix. */
    FELIX,
    /** Eclipse Equinox. */
    EQUINOX
  }

  private final Framework framework;

  /** Starts one, of an instance that runs the feature {@code core}. */
  public TestFramework(Kind kind, Path storage) throws BundleException {
    this(kind, storage, instance(storage));
  }

  /**
   * Starts one.
   *
   * @param instance directory of the instance; empty for a framework without
   */
  public TestFramework(Kind kind, Path storage, String instance) throws BundleException {
    Map<String, String> properties = new HashMap<>();
    properties.put("wardgate.instance", instance);
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit");
    properties.put("felix.log.level", "1");
    properties.put("osgi.framework.useSystemProperties", "false");
    this.framework =
        switch (kind) {
          case FELIX -> new org.apache.felix.framework.FrameworkFactory().newFramework(properties);
          case EQUINOX -> new org.eclipse.osgi.launch.EquinoxFactory().newFramework(properties);
        };
    framework.start();
  }

  private static String instance(Path storage) {
    try {
      Path directory = Files.createDirectories(storage.resolveSibling("instance"));
      Files.writeString(directory.resolve("instance.json"), "{\"features\": [\"core\"]}");
      return directory.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The system bundle's. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Installs a bundle as the launcher does by its location, and resolves it. */
  public Bundle launched(TestBundle bundle) throws BundleException {
    return install("reference:file:/" + bundle.path(), bundle);
  }

  /** Installs a bundle as DeploymentAdmin does by its location. */
  public Bundle deployed(TestBundle bundle) throws BundleException {
    return install("osgi-dp:" + bundle.name(), bundle);
  }

  /** Installs a bundle as somebody else. */
  public Bundle install(String location, TestBundle bundle) throws BundleException {
    return context().installBundle(location, new ByteArrayInputStream(bundle.jar()));
  }

  /** Resolves all that can be. */
  public void resolve() {
    boolean unused = framework.adapt(FrameworkWiring.class).resolveBundles(null);
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      FrameworkEvent unused = framework.waitForStop(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
