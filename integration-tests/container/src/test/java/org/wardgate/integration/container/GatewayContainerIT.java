package org.wardgate.integration.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.wardgate.integration.site.CoapClient;
import org.wardgate.integration.site.TestSite;

/** The whole gateway in one framework: it starts, serves, and survives the exchange of a part. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GatewayContainerIT {
  private static final int COAPS_PORT = 15684;
  private static final int HTTP_PORT = 18480;
  private static final long PATIENCE_MILLIS = 30_000;
  private static final long POLL_MILLIS = 20;
  private static final String AUTHENTICATOR = "org.wardgate.api.identity.PeerAuthenticator";
  private static final List<String> PORTS =
      List.of(
          "org.wardgate.api.EventSink",
          "org.wardgate.api.attestation.AppraisalCases",
          "org.wardgate.api.attestation.ChangeKeeper",
          "org.wardgate.api.attestation.Challenger",
          "org.wardgate.api.attestation.ProfileDesk",
          "org.wardgate.api.attestation.reference.ReferenceDesk",
          "org.wardgate.api.attestation.reference.ReferenceValueProvider",
          "org.wardgate.api.command.CommandGate",
          "org.wardgate.api.conformity.ConformityDesk",
          "org.wardgate.api.enforcement.PolicyEnforcer",
          "org.wardgate.api.identity.GatewayCredential",
          "org.wardgate.api.identity.CertificateStatus",
          AUTHENTICATOR,
          "org.wardgate.api.inventory.Inventory",
          "org.wardgate.api.journal.Journal",
          "org.wardgate.api.mud.MudCompiler",
          "org.wardgate.api.mud.MudFileManager",
          "org.wardgate.api.names.WardResolver",
          "org.wardgate.api.network.WardNetwork",
          "org.wardgate.api.onboarding.HandoverDesk",
          "org.wardgate.api.onboarding.OnboardingPort",
          "org.wardgate.api.pki.CertificateAuthority",
          "org.wardgate.api.pki.RevocationPublisher",
          "org.wardgate.api.platform.CloudLink",
          "org.wardgate.api.platform.KeyVault",
          "org.wardgate.api.transport.DeviceChannels",
          "org.wardgate.api.trust.TrustEvaluator",
          "org.wardgate.api.view.CloudStatus",
          "org.wardgate.api.view.WardView");

  /** Bundles behind the served resource that may be exchanged without a request noticing. */
  private static final Set<String> REPLACED =
      Set.of(
          "org.wardgate.trust",
          "org.wardgate.mud",
          "org.wardgate.attestation",
          "org.wardgate.references",
          "org.wardgate.vulnerabilities",
          "org.wardgate.conformity");

  private static final Set<String> EXPORTING =
      Set.of(
          "org.wardgate.api", "org.wardgate.crypto", "org.wardgate.jackson", "org.wardgate.sqlite");

  @Inject private BundleContext context;

  /** Provisions a hospital and names the bundles. */
  @Configuration
  public Option[] configuration() throws Exception {
    TestSite.erase(instance());
    TestSite.write(instance());
    return new Option[] {GatewayOptions.gateway()};
  }

  private static Path instance() throws IOException {
    return Files.createDirectories(
        Path.of(
            System.getProperty("wardgate.container.data", "target/data"),
            System.getProperty("wardgate.framework", "?")));
  }

  /** Configures what needs configuration; the same values again change nothing. */
  @Before
  public void configure() throws Exception {
    String at = instance().toString();
    put("org.wardgate.platform.felix", Map.of("dataDirectory", at + "/data"));
    put("org.wardgate.platform.felix.mqtt", Map.of("brokerUri", "tcp://127.0.0.1:1"));
    put(
        "org.wardgate.inventory",
        Map.of(
            "inventoryFile", at + "/inventory/inventory.json",
            "signatureFile", at + "/inventory/inventory.json.p7s",
            "anchorsFile", at + "/inventory/anchors.pem"));
    put("org.wardgate.transport.coap", Map.of("bindAddress", "127.0.0.1", "port", COAPS_PORT));
    put("org.wardgate.references", Map.of("directory", at + "/references"));
    put("org.wardgate.vulnerabilities", Map.of("directory", at + "/vulnerabilities"));
    put("org.wardgate.attestation", Map.of("profileDirectory", at + "/profiles"));
    put(
        "org.wardgate.device.keys",
        Map.of(
            "deliveryFile", at + "/inventory/device-keys.p7m",
            "anchorsFile", at + "/inventory/anchors.pem"));
    put("org.wardgate.mud", Map.of("storeDirectory", at + "/mud"));
    // no nft here: the gateway must start, and admit nobody
    put(
        "org.wardgate.enforcement.nft",
        Map.of("wardInterface", "nobr0", "nftCommand", "/nonexistent/nft"));
    put(
        "org.wardgate.ward.network",
        Map.of("wardInterface", "nobr0", "ulogdCommand", "/nonexistent/ulogd"));
    put(
        "org.wardgate.names",
        Map.of("bindAddress", "127.0.0.1", "port", 15353, "upstream", "127.0.0.1:1"));
    for (String pid :
        List.of(
            "pki",
            "onboarding",
            "decision",
            "cloud",
            "console",
            "updater",
            "registrar",
            "coap.eap",
            "platform.felix.vault")) {
      put("org.wardgate." + pid, Map.of("wardgate.test", "yes"));
    }
    put(
        "org.apache.felix.http",
        Map.of("org.apache.felix.http.host", "127.0.0.1", "org.osgi.service.http.port", HTTP_PORT));
  }

  private void put(String pid, Map<String, Object> properties) throws Exception {
    ServiceReference<?> reference =
        context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
    Object admin = context.getService(reference);
    Object configuration =
        admin
            .getClass()
            .getMethod("getConfiguration", String.class, String.class)
            .invoke(admin, pid, "?");
    Dictionary<String, Object> dictionary = FrameworkUtil.asDictionary(properties);
    configuration
        .getClass()
        .getMethod("updateIfDifferent", Dictionary.class)
        .invoke(configuration, dictionary);
  }

  private static <T> T await(String what, Callable<T> probe) throws Exception {
    return await(() -> what, probe);
  }

  private static <T> T await(Supplier<String> what, Callable<T> probe) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    String last = "";
    while (System.nanoTime() < end) {
      try {
        T found = probe.call();
        if (found != null && !Boolean.FALSE.equals(found)) {
          return found;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(POLL_MILLIS * 1_000_000);
    }
    throw new AssertionError("waited in vain for " + what.get() + " " + last);
  }

  private void awaitPorts() throws Exception {
    AtomicReference<List<String>> missing = new AtomicReference<>(PORTS);
    await(
        () -> "services " + missing.get(),
        () -> {
          missing.set(PORTS.stream().filter(p -> context.getServiceReference(p) == null).toList());
          return missing.get().isEmpty();
        });
  }

  @Test
  public void everyBundleIsActive() throws Exception {
    awaitPorts();
    List<String> asleep = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
      if (!fragment && bundle.getState() != Bundle.ACTIVE) {
        asleep.add(bundle.getSymbolicName() + " " + bundle.getState());
      }
    }
    assertEquals(List.of(), asleep);
  }

  @Test
  public void onlyApiAndCryptoAndLibrariesExportPackages() {
    for (Bundle bundle : context.getBundles()) {
      String name = String.valueOf(bundle.getSymbolicName());
      String exports = bundle.getHeaders().get(Constants.EXPORT_PACKAGE);
      if (name.equals("org.wardgate.platform-felix")) {
        // the marker that shows a component in Kura's console
        assertEquals(name, "org.eclipse.kura.configuration;version=\"1.2.0\"", exports);
      } else if (name.startsWith("org.wardgate.") && !EXPORTING.contains(name)) {
        assertEquals(name, null, exports);
      }
    }
  }

  @Test
  public void theAdminApiAnswersTheTokenAlone() throws Exception {
    awaitPorts();
    assertEquals(200, await("health", () -> status("/health/live", "")).intValue());
    assertEquals(401, status("/api/v1/devices", "").intValue());
    assertEquals(401, status("/api/v1/devices", "wrong").intValue());
    Path token = instance().resolve("data/admin/admin.token");
    assertEquals(200, status("/api/v1/devices", Files.readString(token).strip()).intValue());
  }

  /** Whoever holds a certificate may ask, without a token. */
  @Test
  public void conformityIsAskedForWithoutAToken() throws Exception {
    awaitPorts();
    assertEquals(200, await("the signer", () -> found("/conformity/signer.pem")).intValue());
    // nobody is weighed while nothing can be enforced
    assertEquals(true, Set.of(404, 503).contains(status("/conformity/nobody", "")));
    // a signed word that it does not count
    assertEquals(200, status("/conformity/status/" + "00".repeat(16), "").intValue());
  }

  private static Integer found(String path) throws IOException {
    int status = status(path, "");
    if (status != 200) {
      throw new IOException(path + " " + status);
    }
    return status;
  }

  private static Integer status(String path, String token) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + HTTP_PORT + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  public void withoutNftNothingIsReadyAndNobodyIsAdmitted() throws Exception {
    awaitPorts();
    assertEquals(503, await("health", () -> status("/health/ready", "")).intValue());
  }

  @Test
  public void libcoapReadsTheWardCa() throws Exception {
    awaitPorts();
    awaitCertificates();
  }

  /** Without the bundle that says who a peer is nobody gets in; with it again everybody does. */
  @Test
  public void theIdentityBundleIsStoppedAndStartedWhileItRuns() throws Exception {
    awaitPorts();
    awaitCertificates();
    Bundle identity =
        Arrays.stream(context.getBundles())
            .filter(b -> "org.wardgate.identity".equals(b.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    identity.stop();
    assertEquals(null, context.getServiceReference(AUTHENTICATOR));
    assertNotEquals(CoapClient.RECEIVED, certificates());
    assertEquals(200, status("/health/live", "").intValue());
    identity.start();
    awaitPorts();
    awaitCertificates();
  }

  private static void awaitCertificates() throws Exception {
    AtomicReference<String> printed = new AtomicReference<>("");
    await(
        () -> "the ward CA's certificates: " + printed.get(),
        () -> {
          printed.set(certificates());
          return printed.get().equals(CoapClient.RECEIVED);
        });
  }

  private static String certificates() throws IOException, InterruptedException {
    return new CoapClient(instance().resolve("pump"), COAPS_PORT).get(".well-known/est/crts");
  }

  /** Each request is sent once: the client's own retransmissions apart, none may fail. */
  @Test
  public void aBundleIsReplacedWhileDevicesAreServed() throws Exception {
    awaitPorts();
    awaitCertificates();
    List<Bundle> replaced =
        Arrays.stream(context.getBundles())
            .filter(b -> REPLACED.contains(String.valueOf(b.getSymbolicName())))
            .toList();
    assertEquals(REPLACED.size(), replaced.size());
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (Bundle bundle : replaced) {
        for (int i = 0; i < 6; i++) {
          answers.add(clients.submit(GatewayContainerIT::certificates));
        }
        bundle.update();
      }
      for (Future<String> answer : answers) {
        assertEquals(CoapClient.RECEIVED, answer.get());
      }
    } finally {
      clients.shutdownNow();
    }
    for (Bundle bundle : replaced) {
      assertEquals(bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState());
    }
  }
}
