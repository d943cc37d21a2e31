package org.wardgate.platform.kura.scr;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

/** Felix with the component runtime of Kura 5; what is on the test's class path is Kura. */
final class ComponentFramework {
  private static final List<String> EXPORTED =
      List.of(
          "org.wardgate.api;version=1.0",
          "org.wardgate.api.configuration;version=1.0",
          "org.wardgate.api.error;version=1.0",
          "org.wardgate.api.platform;version=1.0",
          "org.wardgate.crypto;version=1.0",
          "org.wardgate.crypto.x509;version=1.0",
          "org.eclipse.kura;version=1.7",
          "org.eclipse.kura.cloudconnection.listener;version=1.0",
          "org.eclipse.kura.cloudconnection.message;version=1.0",
          "org.eclipse.kura.cloudconnection.publisher;version=1.0",
          "org.eclipse.kura.cloudconnection.request;version=1.0",
          "org.eclipse.kura.cloudconnection.subscriber;version=1.0",
          "org.eclipse.kura.cloudconnection.subscriber.listener;version=1.0",
          "org.eclipse.kura.configuration;version=1.2",
          "org.eclipse.kura.crypto;version=1.3",
          "org.eclipse.kura.message;version=1.5",
          "org.eclipse.kura.security.keystore;version=1.2",
          "org.eclipse.kura.system;version=1.7",
          "org.slf4j;version=1.7.36");

  private final Framework framework;
  private final Bundle ours;

  ComponentFramework(Path storage) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("org.osgi.framework.storage", storage.toString());
    properties.put("felix.log.level", "1");
    properties.put(
        "org.osgi.framework.system.packages.extra",
        EXPORTED.stream().collect(Collectors.joining(",")));
    framework = new FrameworkFactory().newFramework(properties);
    framework.start();
    try (Stream<Path> jars = Files.list(Path.of("target/test-bundles"))) {
      for (Path jar : jars.sorted().toList()) {
        context().installBundle("reference:" + jar.toUri());
      }
    }
    for (Bundle bundle : context().getBundles()) {
      bundle.start();
    }
    ours = context().installBundle("reference:" + Path.of("target/classes").toUri());
  }

  /** Starts the bundle; what is configured by then is there at once. */
  void startOurs() throws Exception {
    ours.start();
  }

  /** As after a restart of the gateway. */
  void restartOurs() throws Exception {
    ours.stop();
    ours.start();
  }

  <T> void register(Class<T> type, T service, Map<String, Object> properties) {
    context().registerService(type, service, FrameworkUtil.asDictionary(properties));
  }

  /** Whether a service is registered that the filter selects. */
  boolean has(String type, String filter) throws Exception {
    return context().getServiceReferences(type, filter) != null;
  }

  <T> T service(Class<T> type) {
    return Objects.requireNonNull(
        context().getService(Objects.requireNonNull(context().getServiceReference(type))));
  }

  /** A configuration, to be updated. */
  Object configuration(String pid) throws Exception {
    return call("getConfiguration", pid);
  }

  /** A factory's instance, to be updated. */
  Object instance(String factoryPid) throws Exception {
    return call("createFactoryConfiguration", factoryPid);
  }

  void update(Object configuration, Map<String, Object> values) throws Exception {
    Method update = configuration.getClass().getMethod("update", Dictionary.class);
    update.setAccessible(true);
    update.invoke(configuration, FrameworkUtil.asDictionary(values));
  }

  void delete(Object configuration) throws Exception {
    Method delete = configuration.getClass().getMethod("delete");
    delete.setAccessible(true);
    delete.invoke(configuration);
  }

  private Object call(String method, String pid) throws Exception {
    var reference = context().getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
    Object admin = Objects.requireNonNull(context().getService(reference));
    Method get = admin.getClass().getMethod(method, String.class, String.class);
    get.setAccessible(true);
    return Objects.requireNonNull(get.invoke(admin, pid, "?"));
  }

  private BundleContext context() {
    return framework.getBundleContext();
  }

  void stop() throws Exception {
    framework.stop();
    FrameworkEvent unused = framework.waitForStop(20_000);
  }
}
