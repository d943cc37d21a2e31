package org.wardgate.integration.benchmarks.update;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The outage of a service while its bundle, one of many in a package of some size, is updated
 * through Deployment Admin: with a fix package as the installer does it, with the whole package,
 * and beside them a plain {@code Bundle.update}.
 *
 * <p>{@code UpdateBenchmark FELIX-JAR DEPENDENCYMANAGER-JAR DEPLOYMENTADMIN-JAR [BUNDLES] [KIB]}
 */
public final class UpdateBenchmark {
  private static final int ROUNDS = 15;
  private static final String TALKER = "org.wardgate.talker";
  private static final String STOP_ALL = "org.apache.felix.deploymentadmin.stopunaffectedbundle";

  private final BundleContext context;
  private final int others;
  private final byte[] filling;
  private long goneNanos;
  private long outageNanos;

  private UpdateBenchmark(BundleContext context, int others, int kibibytes) {
    this.context = context;
    this.others = others;
    this.filling = new byte[kibibytes * 1024];
    new Random(1).nextBytes(filling);
    context.addServiceListener(this::changed);
  }

  /** Measures, prints. */
  public static void main(String[] arguments) throws Exception {
    Path cache = Files.createTempDirectory("wardgate-update-");
    URL felix = Path.of(arguments[0]).toUri().toURL();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {felix}, UpdateBenchmark.class.getClassLoader())) {
      Framework framework =
          ServiceLoader.load(FrameworkFactory.class, loader)
              .findFirst()
              .orElseThrow()
              .newFramework(
                  Map.of(
                      "org.osgi.framework.storage",
                      cache.toString(),
                      "org.osgi.framework.system.packages.extra",
                      "org.osgi.service.log;version=1.3,org.osgi.service.event;version=1.3,org.osgi.service.cm;version=1.5,org.osgi.service.metatype;version=1.2"));
      framework.start();
      for (String jar : Arrays.asList(arguments).subList(1, 3)) {
        framework.getBundleContext().installBundle(Path.of(jar).toUri().toString()).start();
      }
      int others = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 35;
      int kibibytes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 600;
      new UpdateBenchmark(framework.getBundleContext(), others, kibibytes).measure();
      framework.stop();
      framework.waitForStop(10_000);
    }
  }

  private void changed(ServiceEvent event) {
    String name = event.getServiceReference().getBundle().getSymbolicName();
    if (TALKER.equals(name) && event.getType() == ServiceEvent.UNREGISTERING) {
      goneNanos = System.nanoTime();
    } else if (TALKER.equals(name) && event.getType() == ServiceEvent.REGISTERED) {
      outageNanos = System.nanoTime() - goneNanos;
    }
  }

  private void measure() throws Exception {
    deploy(0, false);
    double[] bare = new double[ROUNDS];
    double[] whole = new double[ROUNDS];
    double[] fixed = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      deploy(3 * round + 1, true);
      fixed[round] = outageNanos / 1e6;
      deploy(3 * round + 2, false);
      whole[round] = outageNanos / 1e6;
      bare(3 * round + 3);
      bare[round] = outageNanos / 1e6;
      // Deployment Admin must know the bundle again
      bare(3 * round + 2);
      deploy(3 * round + 3, true);
    }
    System.out.printf(Locale.ROOT, "outage of one bundle of %d%n", others + 1);
    print("fix package through Deployment Admin", fixed);
    print("whole package through Deployment Admin", whole);
    print("plain update", bare);
    System.out.printf(
        Locale.ROOT, "fix package to plain update %.1f%n", fixed[ROUNDS / 2] / bare[ROUNDS / 2]);
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.1f ms, max %.1f ms%n",
        what,
        millis[ROUNDS / 2],
        millis[ROUNDS - 1]);
  }

  private void bare(int number) throws IOException, BundleException {
    for (Bundle bundle : context.getBundles()) {
      if (TALKER.equals(bundle.getSymbolicName())) {
        bundle.update(new ByteArrayInputStream(talker(number)));
      }
    }
  }

  private void deploy(int number, boolean fix) throws Exception {
    // all of them: the system bundle sees other classes of that name
    Object admin =
        Objects.requireNonNull(
            context.getService(
                context
                    .getAllServiceReferences(
                        "org.osgi.service.deploymentadmin.DeploymentAdmin", null)[0]));
    byte[] content = content(number, fix);
    System.setProperty(STOP_ALL, "false");
    admin
        .getClass()
        .getMethod("installDeploymentPackage", InputStream.class)
        .invoke(admin, new ByteArrayInputStream(content));
  }

  private byte[] content(int number, boolean fix) throws IOException {
    StringBuilder manifest =
        new StringBuilder("Manifest-Version: 1.0\r\n")
            .append("DeploymentPackage-SymbolicName: org.wardgate.gateway\r\n")
            .append("DeploymentPackage-Version: 1.0.")
            .append(number)
            .append("\r\n");
    if (fix) {
      manifest.append("DeploymentPackage-FixPack: [1.0.0,1.1.0)\r\n");
    }
    section(manifest, TALKER, "1.0." + number);
    for (int i = 0; i < others; i++) {
      section(manifest, "org.wardgate.other" + i, "1.0.0");
      manifest.append(fix ? "DeploymentPackage-Missing: true\r\n" : "");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", (manifest + "\r\n").getBytes(StandardCharsets.UTF_8));
      put(zip, TALKER + ".jar", talker(number));
      for (int i = 0; !fix && i < others; i++) {
        put(zip, "org.wardgate.other" + i + ".jar", jar("org.wardgate.other" + i, "1.0.0", ""));
      }
    }
    return bytes.toByteArray();
  }

  private static void section(StringBuilder manifest, String name, String version) {
    manifest.append("\r\nName: ").append(name).append(".jar\r\nBundle-SymbolicName: ");
    manifest.append(name).append("\r\nBundle-Version: ").append(version).append("\r\n");
  }

  private byte[] talker(int number) throws IOException {
    return jar(TALKER, "1.0." + number, Talker.class.getName());
  }

  private byte[] jar(String name, String version, String activator) throws IOException {
    String manifest =
        "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: "
            + name
            + "\r\nBundle-Version: "
            + version
            + "\r\n"
            + (activator.isEmpty()
                ? ""
                : "Import-Package: org.osgi.framework\r\nBundle-Activator: " + activator + "\r\n")
            + "\r\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
      if (activator.isEmpty()) {
        put(zip, "filling", filling);
      } else {
        String type = activator.replace('.', '/') + ".class";
        try (InputStream in = UpdateBenchmark.class.getClassLoader().getResourceAsStream(type)) {
          put(zip, type, Objects.requireNonNull(in).readAllBytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
