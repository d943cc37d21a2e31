package org.wardgate.integration.kura;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.wardgate.integration.site.TestSite;

/** Updates of the real package, by the real updater and installer, through DeploymentAdmin. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class UpdateOnKuraIT {
  private static final Site SITE = Site.of(UpdateOnKuraIT.class);
  private static final String CHANGED = "org.wardgate.conformity";
  private static final String EXTRA = "org.wardgate.extra";

  @Inject private BundleContext context;

  /** A fresh Kura and releases, good and bad. */
  @Configuration
  public Option[] configuration() throws Exception {
    SITE.erase();
    TestSite.write(SITE.data());
    SignedPackages signed = new SignedPackages(releases());
    signed.trustedBy(SITE.data().resolve("update/anchors.pem"));
    // what a join needs, a kernel that enforces, is not here
    DeployablePackage built =
        DeployablePackage.read(Site.deploymentPackage()).withHeader("Wardgate-Probes", "transport");
    signed.write("newer", changed(built, "0.2.0", Map.of("Bundle-Version", "0.1.1")));
    signed.write("older", changed(built, "0.0.9", Map.of("Bundle-Version", "0.0.9")));
    signed.write("newest", changed(built, "0.9.0", Map.of("Bundle-Version", "0.1.9")));
    signed.write("unresolvable", added(built, "0.3.0", TestBundles.unresolvable(EXTRA, "1.0.0")));
    signed.write(
        "throwing",
        added(built, "0.4.0", TestBundles.activated(EXTRA, "1.1.0", BadActivators.Throwing.class)));
    signed.write(
        "crashing",
        added(built, "0.5.0", TestBundles.activated(EXTRA, "1.2.0", BadActivators.Crashing.class)));
    signed.write(
        "hanging",
        added(built, "0.5.5", TestBundles.activated(EXTRA, "1.3.0", BadActivators.Hanging.class)));
    signed.write(
        "renaming",
        added(
            built,
            "0.7.0",
            TestBundles.activated("org.wardgate.decision", "9.0.0", BadActivators.Throwing.class)));
    signed.write(
        "stealing",
        added(
            built,
            "0.6.0",
            TestBundles.activated(
                "org.eclipse.paho.client.mqttv3", "9.0.0", BadActivators.Throwing.class)));
    new SignedPackages(releases())
        .write("strangers", changed(built, "0.8.0", Map.of("Bundle-Version", "0.1.8")));
    return new Option[] {KuraOptions.kura(SITE)};
  }

  private static Path releases() {
    return SITE.directory().resolve("releases");
  }

  private static DeployablePackage changed(
      DeployablePackage built, String version, Map<String, String> headers) throws IOException {
    return built.withVersion(version).changing(CHANGED, TestBundles.headers(headers));
  }

  /** Based on the newer one, which runs by then. */
  private static DeployablePackage added(DeployablePackage built, String version, byte[] jar)
      throws IOException {
    return changed(built, version, Map.of("Bundle-Version", "0.1.1"))
        .with(DeployablePackage.Part.of(jar));
  }

  private Kura kura() {
    return new Kura(context, SITE);
  }

  /** The first release is in. */
  @Before
  public void ready() throws Exception {
    if (kura().installed().isEmpty()) {
      kura().configurePorts();
      kura()
          .configurations()
          .updateConfiguration(
              "org.wardgate.updater",
              Map.of("inboxPollSeconds", 1, "probationSeconds", 5, "installSeconds", 10),
              false);
      kura().installAsKuraDoes();
    }
    kura().awaitReady();
    Eventually.isTrue(
        () -> "the CoAPS endpoint", () -> !Leftovers.sockets(Set.of(Site.COAPS_PORT)).isEmpty());
  }

  private void handIn(String name) throws IOException {
    Path inbox = Files.createDirectories(SITE.data().resolve("updates/inbox"));
    for (String suffix : List.of(".dp.p7s", ".dp")) {
      Path half = inbox.resolve(name + suffix + ".part");
      Files.copy(releases().resolve(name + suffix), half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, inbox.resolve(name + suffix), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void awaitState(String version, String state) throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    Eventually.isTrue(
        () -> version + " " + state + ": " + seen.get() + kura().complaints(),
        () -> {
          seen.set(Web.answer("GET", "/api/v1/updates", kura().token()).body());
          return seen.get()
              .matches("(?s).*\"version\":\"" + version + "\",\"state\":\"" + state + "\".*");
        });
  }

  private void awaitRefused(String name) throws Exception {
    Path reason = SITE.data().resolve("updates/inbox/refused/" + name + ".reason.txt");
    Eventually.isTrue(() -> "a reason " + reason + present(), () -> Files.exists(reason));
    System.out.println(
        Site.suite() + ": " + name + " refused: " + Files.readString(reason).strip());
  }

  private static List<String> present() {
    try (Stream<Path> files = Files.walk(SITE.data().resolve("updates"))) {
      return files.map(Path::toString).toList();
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  private void unchanged(String version) throws Exception {
    kura().awaitReady();
    assertEquals(List.of(version), kura().installed());
    assertEquals("0.1.1", kura().bundle(CHANGED).getVersion().toString());
    assertTrue(kura().bundles().stream().noneMatch(b -> b.getSymbolicName().equals(EXTRA)));
  }

  /** Only what changed stops: the servlets answer all the time. */
  @Test
  public void a1AnUpdateOfOneBundleIsCommittedWithoutAnOutage() throws Exception {
    long decision = kura().bundle("org.wardgate.decision").getLastModified();
    Outage outage = Outage.watch(() -> Web.get("/health/live") == 200);
    ServiceOutage services = ServiceOutage.watch(context, CHANGED);
    handIn("newer");
    awaitState("0.2.0", "COMMITTED");
    System.out.println(
        Site.suite()
            + ": longest outage during an update of one bundle: servlets of the others "
            + outage.longestMillis()
            + " ms, its own services "
            + services.millis());
    unchanged("0.2.0");
    assertEquals(decision, kura().bundle("org.wardgate.decision").getLastModified());
    String kept = Files.readString(SITE.kura().resolve("data/packages/dpa.properties"));
    assertTrue(kept, kept.contains(Kura.PACKAGE + "="));
  }

  @Test
  public void a2ADowngradeIsRefused() throws Exception {
    handIn("older");
    awaitRefused("older");
    unchanged("0.2.0");
  }

  @Test
  public void b1ABundleThatDoesNotResolveIsRefused() throws Exception {
    handIn("unresolvable");
    awaitRefused("unresolvable");
    unchanged("0.2.0");
  }

  @Test
  public void b2ABundleThatStealsAnothersSymbolicNameIsRefused() throws Exception {
    handIn("stealing");
    awaitRefused("stealing");
    unchanged("0.2.0");
  }

  @Test
  public void b5ABundleThatTakesTheNameOfAnotherOfTheGatewayIsRefused() throws Exception {
    handIn("renaming");
    awaitRefused("renaming");
    unchanged("0.2.0");
  }

  @Test
  public void b3AWronglySignedPackageIsRefused() throws Exception {
    handIn("strangers");
    awaitRefused("strangers");
    unchanged("0.2.0");
  }

  @Test
  public void b4ATruncatedPackageIsRefused() throws Exception {
    Path whole = releases().resolve("newest.dp");
    byte[] half = Arrays.copyOf(Files.readAllBytes(whole), (int) (Files.size(whole) / 2));
    Files.write(releases().resolve("truncated.dp"), half);
    Files.copy(releases().resolve("newest.dp.p7s"), releases().resolve("truncated.dp.p7s"));
    handIn("truncated");
    awaitRefused("truncated");
    unchanged("0.2.0");
  }

  @Test
  public void c1ABundleThatThrowsInItsActivatorIsPutBack() throws Exception {
    handIn("throwing");
    awaitState("0.4.0", "PUT_BACK");
    unchanged("0.2.0");
  }

  @Test
  public void c2ABundleThatCrashesAfterAWhileIsPutBack() throws Exception {
    handIn("crashing");
    awaitState("0.5.0", "PUT_BACK");
    unchanged("0.2.0");
  }

  @Test
  public void c3ABundleThatHangsInItsActivatorIsPutBack() throws Exception {
    handIn("hanging");
    awaitState("0.5.5", "PUT_BACK");
    unchanged("0.2.0");
  }

  @Test
  public void d1AfterAllThatAGoodUpdateIsCommitted() throws Exception {
    handIn("newest");
    awaitState("0.9.0", "COMMITTED");
    kura().awaitReady();
    assertEquals(List.of("0.9.0"), kura().installed());
  }

  @Test
  public void e1UninstallingItAfterUpdatesLeavesNothingButTheJournal() throws Exception {
    kura().uninstall();
    assertEquals(
        Set.of("org.wardgate.installer"),
        Set.copyOf(kura().bundles().stream().map(b -> b.getSymbolicName()).toList()));
    assertEquals(Set.of(), Leftovers.sockets(Set.of(Site.COAPS_PORT, Site.DNS_PORT)));
    try (Stream<Path> journal = Files.list(SITE.data().resolve("journal"))) {
      assertTrue(journal.findAny().isPresent());
    }
  }
}
