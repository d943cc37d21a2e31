package org.wardgate.integration.kura;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The package through DeploymentAdmin: in, and out again. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DeploymentPackageIT {
  private static final Site SITE = Site.of(DeploymentPackageIT.class);
  private static final Duration INSTALL_MAX = Duration.ofSeconds(10);

  private static final long HEAP_MAX_KIBIBYTES = 60 * 1024;

  @Inject private BundleContext context;

  /** A fresh Kura. */
  @Configuration
  public Option[] configuration() throws Exception {
    SITE.erase();
    return new Option[] {KuraOptions.kura(SITE)};
  }

  private Kura kura() {
    return new Kura(context, SITE);
  }

  /** Nothing is there at first. */
  @Before
  public void configure() throws Exception {
    kura().configurePorts();
  }

  /** And nothing afterwards. */
  @After
  public void uninstall() throws Exception {
    kura().uninstall();
  }

  @Test
  public void itIsInstalledAndReadyWithinTenSeconds() throws Exception {
    long start = System.nanoTime();
    kura().installAsBuilt();
    kura().awaitReady();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println(Site.suite() + ": installed and ready in " + took.toMillis() + " ms");
    assertTrue(took.toString(), took.compareTo(INSTALL_MAX) <= 0);
    assertEquals(1, kura().installed().size());
  }

  /** Idle, beyond what the framework takes. */
  @Test
  public void itTakesLessThanSixtyMebibytesOfHeap() throws Exception {
    kura().uninstall();
    long bare = Heap.usedKibibytes();
    kura().installAsBuilt();
    kura().awaitReady();
    long with = Heap.usedKibibytes();
    System.out.println(
        Site.suite() + ": heap " + bare + " KiB without the gateway, " + with + " KiB with it");
    assertTrue(bare + " " + with, with - bare <= HEAP_MAX_KIBIBYTES);
  }

  @Test
  public void uninstallingItLeavesNothing() throws Exception {
    Kura kura = kura();
    kura.installAsBuilt();
    kura.awaitReady();
    kura.uninstall();
    assertEquals(List.of(), kura.bundles());
    assertEquals(List.of(), kura.complaints());
    Eventually.isTrue(() -> "threads " + Leftovers.threads(), () -> Leftovers.threads().isEmpty());
    assertEquals(Set.of(), Leftovers.sockets(Set.of(Site.COAPS_PORT, Site.DNS_PORT)));
    assertEquals(404, Web.get("/health/live"));
  }
}
