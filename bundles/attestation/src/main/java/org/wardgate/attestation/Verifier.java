package org.wardgate.attestation;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.attestation.psa.FiledPsaScheme;
import org.wardgate.attestation.reference.ReferenceStore;

/**
 * What the handlers and the challenger of this bundle share: open challenges, reference values, the
 * appraiser and its threads. A service only so that they find it; nothing outside this bundle can
 * use it. Thread-safe.
 */
@Component(
    name = Verifier.PID,
    configurationPid = Verifier.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = Verifier.class)
@Designate(ocd = AttestationConfiguration.class)
public final class Verifier {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.attestation";

  private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);
  private static final int TTL_MIN_SECONDS = 5;
  private static final int TTL_MAX_SECONDS = 150;
  private static final int POLL_MAX_SECONDS = 3_600;

  private final OpenChallenges challenges;
  private final Appraiser appraiser;
  private final AppraisalPool pool = new AppraisalPool();
  private final ReferenceStore references;
  private final ScheduledExecutorService poller;
  private final Set<String> knownProblems = new HashSet<>();

  /** Reads the references; starts to watch them. */
  @Activate
  public Verifier(AttestationConfiguration configuration, @Reference DataDirectory dataDirectory) {
    this(
        new ReferenceStore(
            Path.of(configuration.referenceDirectory()),
            Path.of(configuration.anchorsFile()),
            dataDirectory.directory("attestation").resolve("reference-versions.json"),
            Clock.systemUTC()),
        new OpenChallenges(
            new SecureRandom(),
            Duration.ofSeconds(
                within(configuration.challengeTtlSeconds(), TTL_MIN_SECONDS, TTL_MAX_SECONDS)),
            System::nanoTime),
        within(configuration.pollSeconds(), 1, POLL_MAX_SECONDS));
  }

  Verifier(ReferenceStore references, OpenChallenges challenges, int pollSeconds) {
    this.references = references;
    this.challenges = challenges;
    this.appraiser = new Appraiser(List.of(new FiledPsaScheme()), references::current);
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wardgate-references");
              thread.setDaemon(true);
              return thread;
            });
    poll();
    ScheduledFuture<?> unused =
        poller.scheduleWithFixedDelay(this::poll, pollSeconds, pollSeconds, TimeUnit.SECONDS);
  }

  private static int within(int value, int min, int max) {
    return Math.min(max, Math.max(min, value));
  }

  OpenChallenges challenges() {
    return challenges;
  }

  Appraiser appraiser() {
    return appraiser;
  }

  AppraisalPool pool() {
    return pool;
  }

  /** Stops watching and appraising. */
  @Deactivate
  void deactivate() {
    poller.shutdownNow();
    pool.close();
  }

  /** Takes over changed references; says each problem once, however often it is found. */
  private void poll() {
    int before = references.current().size();
    List<RefusedException> problems = references.poll();
    for (RefusedException problem : problems) {
      if (knownProblems.add(String.valueOf(problem.getMessage()))) {
        LOG.warn("{}", problem.getMessage());
      }
    }
    int after = references.current().size();
    if (after != before) {
      knownProblems.clear();
      LOG.info("references in force: {} instances endorsed", after);
    }
  }
}
