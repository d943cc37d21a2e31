package org.wardgate.integration.kura;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.eclipse.kura.system.SystemService;
import org.junit.Assume;
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
import org.wardgate.integration.kura.control.KuraControl;
import org.wardgate.integration.site.CoapClient;
import org.wardgate.integration.site.TestSite;

/** The gateway as people and devices meet it on Kura, while Kura's services come and go. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GatewayOnKuraIT {
  private static final Site SITE = Site.of(GatewayOnKuraIT.class);
  private static final String DEVICES = "/api/v1/devices";
  private static final String QUARANTINE = "/api/v1/devices/pump-1/quarantine";
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  @Inject private BundleContext context;

  /** A hospital's files where the gateway looks for them unless told otherwise. */
  @Configuration
  public Option[] configuration() throws Exception {
    SITE.erase();
    TestSite.write(SITE.data());
    return new Option[] {KuraOptions.kura(SITE)};
  }

  private Kura kura() {
    return new Kura(context, SITE);
  }

  /** The package is in, and Kura as it should be. */
  @Before
  public void ready() throws Exception {
    KuraControl control = kura().control();
    for (Class<?> type : List.of(CryptoService.class, SystemService.class, CloudPublisher.class)) {
      control.comeBack(type.getName());
    }
    control.restoreCloud();
    kura().ensureInstalled();
    control.account("olga", "Operator#1", List.of("wardgate.operator"));
    control.account("vera", "Viewer#1", List.of("wardgate.viewer"));
    control.account("nina", "Nobody#1", List.of("rest.position"));
    control.account("ada", "Admin#1", List.of("kura.admin"));
  }

  /** The second suite is about a Java that Kura 6 runs on. */
  @Test
  public void theNewerKuraRunsOnANewerJava() {
    boolean newer = Site.suite().equals("kura-6") && Runtime.version().feature() < 21;
    if (!"true".equals(System.getenv("CI"))) {
      Assume.assumeFalse("no JDK 21 or newer was given by -Dwardgate.jdk25", newer);
    }
    assertEquals("give a JDK 21 or newer by -Dwardgate.jdk25", false, newer);
  }

  @Test
  public void noBundleExportsMoreThanLibrariesUnderOurNames() {
    for (Bundle bundle : kura().bundles()) {
      String exported = String.valueOf(bundle.getHeaders().get(Constants.EXPORT_PACKAGE));
      assertTrue(bundle.getSymbolicName(), !exported.contains("org.eclipse.kura"));
    }
  }

  @Test
  public void nobodyGetsInWithoutAToken() throws Exception {
    assertEquals(401, Web.get(DEVICES));
    assertEquals(401, Web.status("GET", DEVICES, "Bearer wrong"));
    assertEquals(401, Web.status("GET", "/api/v1/status", ""));
    assertTrue(REFUSED.contains(Web.status("POST", QUARANTINE, "")));
  }

  @Test
  public void theTokenGetsIn() throws Exception {
    assertEquals(200, Web.status("GET", DEVICES, kura().token()));
  }

  @Test
  public void accountsOfKuraGetInByTheirPermissions() throws Exception {
    assertEquals(200, Web.status("GET", DEVICES, Web.basic("olga", "Operator#1")));
    assertEquals(200, Web.status("GET", DEVICES, Web.basic("ada", "Admin#1")));
    assertEquals(200, Web.status("GET", DEVICES, Web.basic("vera", "Viewer#1")));
    assertEquals(403, Web.status("POST", QUARANTINE, Web.basic("vera", "Viewer#1")));
    assertTrue(REFUSED.contains(Web.status("GET", DEVICES, Web.basic("nina", "Nobody#1"))));
    assertEquals(401, Web.status("GET", DEVICES, Web.basic("olga", "Operator#2")));
    assertEquals(401, Web.status("GET", DEVICES, Web.basic("nobody", "Operator#1")));
  }

  @Test
  public void whatIsForEverybodyAnswersEverybody() throws Exception {
    assertEquals(200, Web.get("/health/live"));
    Eventually.isTrue(() -> "the signer", () -> Web.get("/conformity/signer.pem") == 200);
  }

  /** Kura answers every path that nobody else has: ours are found nevertheless, and no others. */
  @Test
  public void theRootStaysKuras() throws Exception {
    assertEquals(302, Web.get("/"));
    assertEquals(404, Web.get("/nothing-here"));
    assertEquals(404, Web.get("/health"));
    assertEquals(200, Web.get("/health/live"));
    assertEquals(200, Web.get("/console/console.html"));
    assertEquals(401, Web.get(DEVICES));
  }

  @Test
  public void devicesAreServedOverCoaps() throws Exception {
    Eventually.isTrue(() -> "the ward CA's certificates", GatewayOnKuraIT::served);
  }

  private static boolean served() throws Exception {
    Path pump = SITE.data().resolve("pump");
    return new CoapClient(pump, Site.COAPS_PORT)
        .get(".well-known/est/crts")
        .equals(CoapClient.RECEIVED);
  }

  @Test
  public void theKeystoreVanishesAndReturnsWhileDevicesAreServed() throws Exception {
    vanishingDoesNotMatter(KeystoreService.class);
  }

  @Test
  public void theCryptoServiceVanishesAndReturnsWhileDevicesAreServed() throws Exception {
    // no password can be checked without it; nothing else waits
    vanishingDoesNotMatter(CryptoService.class, "org.wardgate.platform.kura.accounts.useradmin");
  }

  @Test
  public void theSystemServiceVanishesAndReturnsWhileDevicesAreServed() throws Exception {
    vanishingDoesNotMatter(SystemService.class);
  }

  @Test
  public void thePublisherVanishesAndReturnsWhileDevicesAreServed() throws Exception {
    vanishingDoesNotMatter(CloudPublisher.class);
  }

  private void vanishingDoesNotMatter(Class<?> type, String... waiting) throws Exception {
    Eventually.isTrue(() -> "the service at first", GatewayOnKuraIT::served);
    Bundle decision = kura().bundle("org.wardgate.decision");
    long started = decision.getLastModified();
    kura().control().vanish(type.getName());
    try {
      assertEquals(
          List.of(),
          kura().complaints().stream()
              .filter(c -> !List.of(waiting).contains(c.split(" ", 2)[0]))
              .toList());
      assertTrue(served());
      assertEquals(200, Web.status("GET", DEVICES, kura().token()));
    } finally {
      kura().control().comeBack(type.getName());
    }
    kura().awaitReady();
    assertTrue(served());
    assertEquals(started, decision.getLastModified());
  }

  @Test
  public void whatHappensReachesTheCloudAlsoAfterTheConnectionWasLost() throws Exception {
    KuraControl control = kura().control();
    kura()
        .configurations()
        .updateConfiguration(
            "org.wardgate.platform.kura.link",
            java.util.Map.of("CloudPublisher.target", "(kura.service.pid=WardgatePublisher)"),
            false);
    Eventually.isTrue(
        () -> "something published: " + control.published().size(),
        () -> !control.published().isEmpty());
    control.loseCloud();
    int before = control.published().size();
    assertEquals(200, Web.status("GET", DEVICES, kura().token()));
    assertTrue(served());
    assertEquals(before, control.published().size());
    Web.status("POST", QUARANTINE, kura().token());
    control.restoreCloud();
    Eventually.isTrue(
        () -> "more published than " + before, () -> control.published().size() > before);
    assertNotEquals(0, before);
  }
}
