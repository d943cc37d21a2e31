package org.wardgate.attestation.cases;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.evidence.Appraisals.CaseSink;
import org.wardgate.attestation.evidence.Appraisals.Failed;
import org.wardgate.attestation.evidence.EvidenceAppraiser;

/**
 * Keeps failed appraisals on disk, off the path of appraisals: at most one of a device and code an
 * hour, and none while too many wait to be written. Thread-safe.
 */
@Component(
    name = "org.wardgate.attestation.cases",
    service = {CaseKeeper.class, AppraisalCases.class})
public final class CaseKeeper implements AppraisalCases, CaseSink {
  /** Most that wait to be written. */
  static final int WAITING_MAX_COUNT = 64;

  /** Most devices and codes whose last case is remembered. */
  static final int REMEMBERED_MAX_COUNT = 10_000;

  /** Most cases of one device. */
  static final int OF_DEVICE_MAX_COUNT = 20;

  private static final Logger LOG = LoggerFactory.getLogger(CaseKeeper.class);
  private static final Duration APART_MIN = Duration.ofHours(1);
  private static final Duration END_MAX = Duration.ofSeconds(5);
  private static final long IDLE_MAX_SECONDS = 60;
  private static final int RANDOM_BYTES = 4;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final CaseFolder folder;
  private final CaseMaker maker;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Kind, Instant> lastOf = new LinkedHashMap<>();
  private final Map<String, Summary> summaries = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor writer;

  /** What there is at most one case an hour of. */
  private record Kind(DeviceId device, String code) {}

  /** Keeps cases in the data directory. */
  @Activate
  public CaseKeeper(@Reference DataDirectory dataDirectory) {
    this(
        new CaseFolder(dataDirectory.directory("cases")),
        new EvidenceAppraiser(Schemes.all()),
        Clock.systemUTC());
  }

  CaseKeeper(CaseFolder folder, EvidenceAppraiser appraiser, Clock clock) {
    this.folder = folder;
    this.maker = new CaseMaker(appraiser);
    this.clock = clock;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_MAX_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX_COUNT),
            task -> {
              Thread thread = new Thread(task, "wardgate-cases");
              thread.setDaemon(true);
              return thread;
            });
    writer.allowCoreThreadTimeOut(true);
    writer.execute(this::readSummaries);
  }

  @Override
  public String keep(Failed failed) {
    Instant now = clock.instant();
    String code = failed.outcome().appraisal().problem().map(Problem::code).orElse("");
    Kind kind = new Kind(failed.evidence().device(), code);
    if (!due(kind, now)) {
      return "";
    }
    String id = id(now);
    try {
      writer.execute(() -> write(id, now, failed));
      return id;
    } catch (RejectedExecutionException e) {
      LOG.warn("a case of {} was not kept: too many wait", kind.device());
      return "";
    }
  }

  private synchronized boolean due(Kind kind, Instant now) {
    Instant last = lastOf.get(kind);
    // a clock that was set back must not stop it for long
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(APART_MIN))) {
      return false;
    }
    lastOf.remove(kind);
    Iterator<Kind> oldest = lastOf.keySet().iterator();
    if (lastOf.size() >= REMEMBERED_MAX_COUNT && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
    lastOf.put(kind, now);
    return true;
  }

  private String id(Instant now) {
    byte[] unique = new byte[RANDOM_BYTES];
    random.nextBytes(unique);
    return "c" + TIME.format(now) + "-" + HexFormat.of().formatHex(unique);
  }

  private void write(String id, Instant now, Failed failed) {
    try {
      KeptCase kept = maker.make(id, now, failed);
      makeRoom(failed.evidence().device());
      folder.put(id, CaseWriter.write(kept)).forEach(summaries::remove);
      summaries.put(id, summary(kept));
    } catch (RefusedException e) {
      LOG.warn("case {} was not kept: {}", id, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("case {} was not kept", id, e);
    }
  }

  /** A device's own oldest cases go first, so that one that fails all day hides no other. */
  private void makeRoom(DeviceId device) throws RefusedException {
    List<String> ofDevice =
        list().stream()
            .filter(one -> one.device().equals(device))
            .map(Summary::caseId)
            .skip(OF_DEVICE_MAX_COUNT - 1L)
            .toList();
    for (String id : ofDevice) {
      folder.remove(id);
      summaries.remove(id);
    }
  }

  /** What an earlier run kept. */
  private void readSummaries() {
    try {
      folder.ids().forEach(this::readSummary);
    } catch (RefusedException e) {
      LOG.warn("kept cases: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("kept cases could not be listed", e);
    }
  }

  /** One that cannot be read hides no other. */
  private void readSummary(String id) {
    try {
      Optional<Bytes> content = folder.file(id);
      if (content.isPresent()) {
        summaries.put(id, summary(CaseReader.read(content.get())));
      }
    } catch (RefusedException e) {
      LOG.warn("case {} is left out: {}", id, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("case {} is left out", id, e);
    }
  }

  /** A case in a line. */
  static Summary summary(KeptCase kept) {
    return new Summary(
        kept.id(),
        kept.at(),
        kept.evidence().device(),
        kept.result().status(),
        kept.code(),
        new AppraisalBasis(
            kept.result().scheme(),
            kept.result().policy(),
            kept.result().reasons().stream().limit(AppraisalBasis.REASONS_MAX_COUNT).toList(),
            kept.id()));
  }

  @Override
  public List<Summary> list() {
    List<Summary> all = new ArrayList<>(summaries.values());
    all.sort(Comparator.comparing(Summary::caseId).reversed());
    return all;
  }

  @Override
  public Optional<Bytes> file(String caseId) {
    try {
      return folder.file(caseId);
    } catch (RefusedException e) {
      LOG.warn("case {}: {}", caseId, e.getMessage());
      return Optional.empty();
    }
  }

  /** Lets nothing more in; what waits is written. */
  @Deactivate
  void deactivate() {
    end(END_MAX);
  }

  /** As {@link #deactivate}, with more patience. */
  void end(Duration atMost) {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(atMost.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("some cases were not written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
