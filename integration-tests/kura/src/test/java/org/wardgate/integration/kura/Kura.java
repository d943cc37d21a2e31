package org.wardgate.integration.kura;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.kura.configuration.ConfigurationService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.deploymentadmin.DeploymentAdmin;
import org.osgi.service.deploymentadmin.DeploymentException;
import org.osgi.service.deploymentadmin.DeploymentPackage;
import org.wardgate.integration.kura.control.KuraControl;

/** The framework that a test runs in, seen as a Kura. */
final class Kura {
  static final String PACKAGE = "org.wardgate.gateway";
  private static final String OURS = "org.wardgate.";
  private static final Set<String> FACTORIES =
      Set.of("org.wardgate.cloud.target", "org.wardgate.platform.kura.cloud");
  private static final Set<String> SET_BY_TESTS =
      Set.of(
          "org.wardgate.transport.coap",
          "org.wardgate.names",
          "org.wardgate.enforcement.nft",
          "org.wardgate.ward.network");
  private static final String TESTS = "org.wardgate.integration";

  private final BundleContext context;
  private final Site site;

  Kura(BundleContext context, Site site) {
    this.context = context;
    this.site = site;
  }

  <T> T service(Class<T> type) {
    ServiceReference<T> reference = context.getServiceReference(type);
    if (reference == null) {
      throw new AssertionError("no " + type.getName());
    }
    return context.getService(reference);
  }

  boolean offers(String objectClass) {
    return context.getServiceReference(objectClass) != null;
  }

  KuraControl control() {
    return service(KuraControl.class);
  }

  ConfigurationService configurations() {
    return service(ConfigurationService.class);
  }

  /** Puts the sockets where they disturb nobody; everything else stays at its default. */
  void configurePorts() throws Exception {
    ConfigurationService service = configurations();
    service.updateConfiguration(
        "org.wardgate.transport.coap",
        Map.of("bindAddress", "127.0.0.1", "port", Site.COAPS_PORT),
        false);
    service.updateConfiguration(
        "org.wardgate.names",
        Map.of("bindAddress", "127.0.0.1", "port", Site.DNS_PORT, "upstream", "127.0.0.1:1"),
        false);
    // no nft here: the gateway must start, and admit nobody
    service.updateConfiguration(
        "org.wardgate.enforcement.nft",
        Map.of("wardInterface", "nobr0", "nftCommand", "/nonexistent/nft"),
        false);
    service.updateConfiguration(
        "org.wardgate.ward.network",
        Map.of("wardInterface", "nobr0", "ulogdCommand", "/nonexistent/ulogd"),
        false);
  }

  /** Whether {@link #configurePorts} sets something there. */
  static boolean isSetByTests(String pid) {
    return SET_BY_TESTS.contains(pid);
  }

  void install(DeployablePackage content) throws IOException, DeploymentException {
    service(DeploymentAdmin.class)
        .installDeploymentPackage(new ByteArrayInputStream(content.bytes()));
  }

  /** The package as the build made it, byte for byte. */
  void installAsBuilt() throws IOException, DeploymentException {
    byte[] content = Files.readAllBytes(Site.deploymentPackage());
    service(DeploymentAdmin.class).installDeploymentPackage(new ByteArrayInputStream(content));
  }

  /** The package as Kura's console installs it: kept, and named for the next start. */
  void installAsKuraDoes() throws IOException, DeploymentException {
    Path kept = site.kura().resolve("data/packages");
    Files.createDirectories(kept);
    Path file = kept.resolve(PACKAGE + ".dp");
    Files.copy(Site.deploymentPackage(), file);
    Files.writeString(kept.resolve("dpa.properties"), PACKAGE + "=" + file.toUri() + "\n");
    installAsBuilt();
    byte[] installer = Files.readAllBytes(Site.installerPackage());
    service(DeploymentAdmin.class).installDeploymentPackage(new ByteArrayInputStream(installer));
  }

  /** Installs it as built if nothing is installed. */
  void ensureInstalled() throws Exception {
    if (installed().isEmpty()) {
      configurePorts();
      installAsBuilt();
    }
    awaitReady();
  }

  /** Versions of our package: none or one. */
  List<String> installed() {
    return Arrays.stream(service(DeploymentAdmin.class).listDeploymentPackages())
        .filter(p -> p.getName().equals(PACKAGE))
        .map(p -> p.getVersion().toString())
        .toList();
  }

  void uninstall() throws DeploymentException {
    DeploymentPackage ours = service(DeploymentAdmin.class).getDeploymentPackage(PACKAGE);
    if (ours != null) {
      ours.uninstall();
    }
  }

  /** Our bundles, without those of the tests. */
  List<Bundle> bundles() {
    return Arrays.stream(context.getBundles())
        .filter(b -> String.valueOf(b.getSymbolicName()).startsWith(OURS))
        .filter(b -> !b.getSymbolicName().startsWith(TESTS))
        .toList();
  }

  Bundle bundle(String symbolicName) {
    return bundles().stream()
        .filter(b -> b.getSymbolicName().equals(symbolicName))
        .findFirst()
        .orElseThrow(() -> new AssertionError(symbolicName + " is not installed"));
  }

  /**
   * What is not as it should be: bundles that are not active, components that are not satisfied.
   */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      if (!fragment && bundle.getState() != Bundle.ACTIVE) {
        complaints.add(bundle.getSymbolicName() + " is in state " + bundle.getState());
      }
    }
    ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
    Bundle[] ours = bundles().toArray(Bundle[]::new);
    for (ComponentDescriptionDTO component :
        ours.length == 0
            ? List.<ComponentDescriptionDTO>of()
            : runtime.getComponentDescriptionDTOs(ours)) {
      var configurations = runtime.getComponentConfigurationDTOs(component);
      if (configurations.isEmpty() && !isFactory(component)) {
        complaints.add(component.name + " is not configured");
      }
      for (ComponentConfigurationDTO one : configurations) {
        boolean satisfied =
            one.state == ComponentConfigurationDTO.SATISFIED
                || one.state == ComponentConfigurationDTO.ACTIVE;
        if (!satisfied && !isForNewerKura(component)) {
          complaints.add(component.name + " waits: " + waitsFor(one));
        }
      }
    }
    return complaints;
  }

  // of these there is one for each configuration: none is none too few
  private static boolean isFactory(ComponentDescriptionDTO component) {
    return Arrays.stream(component.configurationPid).anyMatch(FACTORIES::contains);
  }

  /** Before 5.5 there is no identity service. */
  private boolean isForNewerKura(ComponentDescriptionDTO component) {
    return component.name.equals("org.wardgate.platform.kura.accounts.identity")
        && !offers("org.eclipse.kura.identity.IdentityService");
  }

  private static String waitsFor(ComponentConfigurationDTO component) {
    List<String> references =
        Arrays.stream(component.unsatisfiedReferences).map(r -> r.name).toList();
    return "state " + component.state + ' ' + references;
  }

  void awaitReady() throws Exception {
    AtomicReference<List<String>> complaints = new AtomicReference<>(List.of());
    Eventually.isTrue(
        () -> "a healthy gateway: " + complaints.get(),
        () -> {
          complaints.set(complaints());
          return complaints.get().isEmpty() && Web.get("/health/live") == 200;
        });
  }

  String token() throws Exception {
    Path file = site.data().resolve("admin/admin.token");
    Eventually.isTrue(() -> "the admin token " + file, () -> Files.exists(file));
    return "Bearer " + Files.readString(file).strip();
  }
}
