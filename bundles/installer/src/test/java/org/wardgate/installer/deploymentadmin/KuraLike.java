package org.wardgate.installer.deploymentadmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.wardgate.installer.disk.DurableFiles;
import org.wardgate.installer.disk.RealDisk;

/** A framework with Deployment Admin and the installer, which starts as Kura does. */
final class KuraLike {
  private final Path work;
  private final Framework framework;
  private final DurableFiles files = new DurableFiles(new RealDisk());
  private final Bundle installer;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();

  KuraLike(Path work) throws Exception {
    this.work = work;
    Files.createDirectories(work.resolve("packages"));
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    work.resolve("cache").toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.slf4j;version=1.7.36,org.osgi.service.log;version=1.3,"
                        + "org.osgi.service.event;version=1.3,org.osgi.service.cm;version=1.5,org.osgi.service.metatype;version=1.2",
                    "dpa.configuration",
                    work.resolve("packages/dpa.properties").toString()));
    framework.start();
    BundleContext context = framework.getBundleContext();
    for (String jar : List.of("dependencymanager", "deploymentadmin")) {
      Path file = Path.of("target/test-bundles/org.apache.felix." + jar + ".jar");
      context.installBundle("reference:" + file.toUri()).start();
    }
    context.addBundleListener((SynchronousBundleListener) this::note);
    installer = context.installBundle("reference:" + Path.of("target/classes").toUri());
  }

  private void note(BundleEvent event) {
    String name = String.valueOf(event.getBundle().getSymbolicName());
    if (name.startsWith("org.wardgate.test")) {
      events.add(name);
    }
  }

  /** Bundles of the gateway that something happened to since this was asked last. */
  Set<String> touched() {
    Set<String> names = new TreeSet<>(events);
    events.clear();
    return names;
  }

  /** What Deployment Admin believes: version, then the bundles with their versions. */
  Map<String, String> recorded() throws Exception {
    Object admin = admin();
    Object gateway =
        admin
            .getClass()
            .getMethod("getDeploymentPackage", String.class)
            .invoke(admin, "org.wardgate.gateway");
    Map<String, String> recorded = new TreeMap<>();
    recorded.put("", gateway.getClass().getMethod("getVersion").invoke(gateway).toString());
    for (Object info : (Object[]) gateway.getClass().getMethod("getBundleInfos").invoke(gateway)) {
      Class<?> type = info.getClass();
      recorded.put(
          type.getMethod("getSymbolicName").invoke(info).toString(),
          type.getMethod("getVersion").invoke(info).toString());
    }
    return recorded;
  }

  private Object admin() throws InvalidSyntaxException {
    // all of them: the system bundle sees other classes of that name
    return context()
        .getService(
            context()
                .getAllServiceReferences("org.osgi.service.deploymentadmin.DeploymentAdmin", null)[
                0]);
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  Path updates() {
    return work.resolve("updates");
  }

  Path kept() {
    return work.resolve("packages/gateway.dp");
  }

  /** As Kura's deployment agent at its start. */
  void startWith(TestPackage first) throws Exception {
    first.in(kept());
    files.write(
        work.resolve("packages/dpa.properties"),
        Map.of("org.wardgate.gateway", "file:" + kept(), "other", "file:/nowhere"));
    Object admin = admin();
    try (InputStream in = Files.newInputStream(kept())) {
      admin.getClass().getMethod("installDeploymentPackage", InputStream.class).invoke(admin, in);
    }
    events.clear();
    installer.start();
    context()
        .registerService(
            Path.class,
            updates(),
            FrameworkUtil.asDictionary(Map.of("org.wardgate.updates", "directory")));
  }

  /** The package that Kura's next start would install. */
  Path installsNext() throws IOException {
    String location =
        files
            .properties(work.resolve("packages/dpa.properties"))
            .orElseThrow()
            .getOrDefault("org.wardgate.gateway", "");
    return Path.of(location.substring("file:".length()));
  }

  /** The installer without any package. */
  void startAlone() throws BundleException {
    installer.start();
  }

  /** Why the installer cannot exchange bundles. */
  String obstacle() throws Exception {
    return String.valueOf(
        ((Callable<?>)
                Objects.requireNonNull(
                    context()
                        .getService(
                            context()
                                .getServiceReferences(
                                    Callable.class, "(org.wardgate.installer=readiness)")
                                .iterator()
                                .next())))
            .call());
  }

  /** Asks for the set before, with less time on probation than it has. */
  void goBack() throws IOException {
    Path previous = updates().resolve("sets/previous.properties");
    Map<String, String> properties = new TreeMap<>(files.properties(previous).orElseThrow());
    properties.put("probationSeconds", "1");
    files.write(previous, properties);
    String id = properties.getOrDefault("id", "");
    files.write(updates().resolve("request.properties"), Map.of("action", "back", "id", id));
  }

  String stage(TestPackage update, String version) throws IOException {
    Path file = update.in(work.resolve("update.dp"));
    String id = files.disk().sha256(file);
    Path staged = Files.createDirectories(updates().resolve("staged").resolve(id));
    Files.move(file, staged.resolve("package.dp"));
    files.write(
        staged.resolve("update.properties"),
        Map.of(
            "id", id,
            "version", version,
            "expires", "2999-01-01T00:00:00Z",
            "probationSeconds", "3",
            "installSeconds", "3"));
    files.write(updates().resolve("request.properties"), Map.of("action", "install", "id", id));
    return id;
  }

  Map<String, String> lastStep() throws IOException {
    List<String> names = files.disk().list(updates().resolve("steps"));
    return names.isEmpty()
        ? Map.of()
        : files
            .properties(updates().resolve("steps").resolve(names.get(names.size() - 1)))
            .orElse(Map.of());
  }

  /** Version and state of the gateway's bundles. */
  Map<String, String> bundles() {
    Map<String, String> bundles = new TreeMap<>();
    for (Bundle bundle : context().getBundles()) {
      if (String.valueOf(bundle.getSymbolicName()).startsWith("org.wardgate.test")) {
        bundles.put(
            bundle.getSymbolicName(),
            bundle.getVersion() + (bundle.getState() == Bundle.ACTIVE ? "" : " not active"));
      }
    }
    return bundles;
  }

  List<String> dpaLines() throws IOException {
    return new ArrayList<>(
        Arrays.asList(
            Files.readString(work.resolve("packages/dpa.properties")).strip().split("\n")));
  }

  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
