package org.wardgate.updater.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;
import org.wardgate.updater.UpdaterSettings;
import org.wardgate.updater.desk.Announcements.Announcement;
import org.wardgate.updater.files.HandOver;
import org.wardgate.updater.files.HandOver.KnownSet;
import org.wardgate.updater.files.HandOver.Order;
import org.wardgate.updater.pack.PackageContents;

/** Takes updates and decides on them. Thread-safe; one package is taken at a time. */
final class Desk implements UpdateDesk {
  /** Most updates that are announced, or wait for people, at a time. */
  static final int OPEN_MAX_COUNT = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Signatures signatures;
  private final Ledger ledger;
  private final Intake intake;
  private final Examination examination;
  private final HandOver handOver;
  private final Updating.Readiness installer;
  private final Source server;
  private final Supplier<UpdaterSettings> settings;
  private final Supplier<Set<String>> probesOffered;
  private final Semaphore taking = new Semaphore(1);

  /** Why something did not go on at the last look; guarded by this. */
  private String obstacle = "";

  Desk(
      Signatures signatures,
      Ledger ledger,
      Intake intake,
      Examination examination,
      HandOver handOver,
      Updating.Readiness installer,
      Source server,
      Supplier<UpdaterSettings> settings,
      Supplier<Set<String>> probesOffered) {
    this.signatures = signatures;
    this.ledger = ledger;
    this.intake = intake;
    this.examination = examination;
    this.handOver = handOver;
    this.installer = installer;
    this.server = server;
    this.settings = settings;
    this.probesOffered = probesOffered;
  }

  /** Where packages are fetched from. */
  interface Source {
    /** Opens a package on a server; the caller closes it. */
    InputStream open(URI location) throws RefusedException;
  }

  @Override
  public String expect(Bytes signature, String operator) throws RefusedException {
    People.requireName(operator);
    Announcement announced = signatures.verify(signature);
    synchronized (this) {
      Optional<UpdateRecord> known = ledger.find(announced.id());
      if (known.isPresent() && !known.get().mayBeAnnouncedAnew(ledger.now())) {
        return announced.id();
      }
      long open = ledger.all().stream().filter(this::waits).count();
      if (open >= OPEN_MAX_COUNT) {
        throw new RefusedException(UpdateErrors.BUSY, open + " updates are expected or held");
      }
      if (known.isEmpty()) {
        ledger.makeRoom();
      } else {
        ledger.requireNotTooOften(known.get());
      }
      UpdateRecord fresh =
          known
              .map(record -> record.announcedAnew(announced.signer(), operator))
              .orElseGet(
                  () ->
                      UpdateRecord.expected(
                          announced.id(), announced.signer(), operator, ledger.now()));
      signatures.keep(announced.id(), signature);
      UpdateRecord unused =
          ledger.enter(fresh, UpdateState.EXPECTED, operator, "signed by " + announced.signer());
      return announced.id();
    }
  }

  private boolean waits(UpdateRecord record) {
    return record.state() == UpdateState.HELD || record.expected(ledger.now());
  }

  @Override
  public UpdateView take(String id, InputStream content, String operator) throws RefusedException {
    People.requireName(operator);
    if (!isAwaited(known(id))) {
      return known(id).view();
    }
    if (!taking.tryAcquire()) {
      throw new RefusedException(UpdateErrors.BUSY, "a package is being taken");
    }
    try {
      return takeAlone(id, content, operator);
    } finally {
      taking.release();
    }
  }

  private UpdateView takeAlone(String id, InputStream content, String operator)
      throws RefusedException {
    UpdateRecord record = known(id);
    if (!isAwaited(record)) {
      return record.view();
    }
    requireIdle();
    Path file = intake.taken(id);
    try {
      signatures.requireStillGood(id);
      Path taken = intake.take(id, content, settings.get().packageMaxBytes());
      PackageContents contents = examination.examine(taken);
      return verified(id, contents, operator);
    } catch (RefusedException e) {
      intake.discard(file);
      if (!passes(e)) {
        ledger.refuse(known(id), operator, e);
      }
      throw e;
    } catch (RuntimeException e) {
      intake.discard(file);
      throw e;
    }
  }

  /** Whether it says nothing against the update. */
  private static boolean passes(RefusedException cause) {
    return cause.errorCode().equals(UpdateErrors.BUSY)
        || cause.errorCode().equals(UpdateErrors.NO_INSTALLER);
  }

  /** Whether the package is waited for; fails if its signature must be handed in first. */
  private boolean isAwaited(UpdateRecord record) throws RefusedException {
    if (record.expected(ledger.now())) {
      return true;
    }
    if (record.state() == UpdateState.REFUSED || record.state() == UpdateState.EXPECTED) {
      throw new RefusedException(
          UpdateErrors.UNKNOWN, "it is " + record.state() + " since " + record.since());
    }
    return false;
  }

  private synchronized UpdateView verified(String id, PackageContents contents, String operator)
      throws RefusedException {
    UpdateRecord record = known(id);
    if (record.state() != UpdateState.EXPECTED) {
      intake.discard(intake.taken(id)); // somebody decided against it meanwhile
      return record.view();
    }
    String version = contents.version().toString();
    int needed = settings.get().approvalsMin();
    requireIdle();
    UpdateRecord verified =
        ledger.pass(
            record.bringing(version, examination.running().toString(), operator).needing(needed),
            UpdateState.VERIFIED,
            operator,
            "version " + version);
    UpdateRecord behind =
        verified.approvedBy(
            needed > 1 && People.isPerson(operator) ? List.of(operator) : List.of());
    return needed == 1 || behind.approvals().size() >= needed
        ? stage(behind, contents, operator)
        : ledger.enter(behind, UpdateState.HELD, operator, waiting(behind)).view();
  }

  private String waiting(UpdateRecord record) {
    return record.approvals().size() + " of " + needed(record) + " approvals";
  }

  /** What is held already is held by the stricter setting of then and now. */
  private int needed(UpdateRecord record) {
    return Math.max(record.peopleNeeded(), settings.get().approvalsMin());
  }

  private boolean hasEnough(UpdateRecord record) {
    return record.state() == UpdateState.HELD && record.approvals().size() >= needed(record);
  }

  /** The package lies complete, then the record says so, then the installer is asked. */
  private UpdateView stage(UpdateRecord record, PackageContents contents, String operator)
      throws RefusedException {
    requireIdle();
    UpdaterSettings now = settings.get();
    try {
      handOver.stage(
          new Order(
              record.id(),
              record.version(),
              record.from(),
              contents.expires(),
              probes(contents, now),
              now.probationSeconds(),
              now.installSeconds()),
          intake.taken(record.id()));
      UpdateRecord staged =
          ledger.enter(record, UpdateState.STAGED, operator, "from " + record.from());
      handOver.requestInstall(record.id());
      intake.discard(intake.taken(record.id()));
      return staged.view();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * What must be tried is not the package's choice alone. What nothing offers now cannot be asked
   * of the set that comes, unless its package says that it can be.
   */
  private List<String> probes(PackageContents contents, UpdaterSettings now) {
    Set<String> offered = probesOffered.get();
    Set<String> all = new TreeSet<>(contents.probes());
    for (String probe : now.probesMin()) {
      if (offered.contains(probe)) {
        all.add(probe);
      } else if (!all.contains(probe)) {
        LOG.warn("the probe {} is needed, but nothing of the running set offers it", probe);
      }
    }
    return List.copyOf(all);
  }

  /** Somebody must be there who exchanges bundles, and not be at it. */
  private void requireIdle() throws RefusedException {
    installer.require();
    try {
      if (!handOver.idle()) {
        throw new RefusedException(UpdateErrors.BUSY, "an update is being installed");
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public UpdateView fetch(String id, URI location, String operator) throws RefusedException {
    People.requireName(operator);
    if (!isAwaited(known(id))) {
      return known(id).view();
    }
    requireIdle();
    try (InputStream content = server.open(location)) {
      return take(id, content, operator);
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NOT_FETCHED, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public synchronized UpdateView approve(String id, String operator, String reason)
      throws RefusedException {
    People.requireName(operator);
    UpdateRecord record = known(id);
    if (!People.isPerson(operator)) {
      throw new RefusedException(UpdateErrors.NOT_A_PERSON, operator);
    }
    if (record.approvals().contains(operator)) {
      return hasEnough(record) ? stageHeld(record, operator) : record.view();
    }
    if (record.state() != UpdateState.HELD) {
      throw new RefusedException(UpdateErrors.WRONG_STATE, "it is " + record.state());
    }
    requireIdle();
    List<String> people = new ArrayList<>(record.approvals());
    people.add(operator);
    UpdateRecord approved =
        ledger.note(record.approvedBy(people), operator, "approved: " + Problem.clean(reason));
    return hasEnough(approved) ? stageHeld(approved, operator) : approved.view();
  }

  /** What was right when it came may have expired, be overtaken, or not be trusted any more. */
  private UpdateView stageHeld(UpdateRecord approved, String operator) throws RefusedException {
    requireIdle();
    String id = approved.id();
    try {
      signatures.requireStillGood(id);
      intake.recheck(id);
      return stage(approved, examination.examine(intake.taken(id)), operator);
    } catch (RefusedException e) {
      // what people stand behind is not lost because the disk is full for a while
      if (!passes(e) && !e.errorCode().equals(UpdateErrors.NO_ROOM)) {
        intake.discard(intake.taken(id));
        ledger.refuse(approved, operator, e);
      }
      throw e;
    }
  }

  /** Goes on with what has its last approval, and was interrupted before it was staged. */
  synchronized void goOn() throws IOException {
    for (UpdateRecord record : ledger.all()) {
      if (hasEnough(record) && handOver.idle()) {
        try {
          UpdateView staged = stageHeld(record, "");
          LOG.info("update {} goes on after an interruption: {}", staged.id(), staged.state());
        } catch (RefusedException e) {
          String message = "update " + record.id() + " does not go on: " + e.getMessage();
          if (!message.equals(obstacle)) {
            LOG.warn("{}", message);
          }
          obstacle = message;
        }
      }
    }
  }

  @Override
  public synchronized UpdateView dismiss(String id, String operator, String reason)
      throws RefusedException {
    People.requireName(operator);
    UpdateRecord record = known(id);
    return switch (record.state()) {
      case DISMISSED -> record.view();
      case EXPECTED, HELD -> {
        UpdateRecord dismissed =
            ledger.enter(record, UpdateState.DISMISSED, operator, Problem.clean(reason));
        intake.discard(intake.taken(id));
        yield dismissed.view();
      }
      case STAGED -> {
        requireUnbegun(record);
        yield ledger.enter(record, UpdateState.DISMISSED, operator, Problem.clean(reason)).view();
      }
      case VERIFIED, INSTALLING, ON_PROBATION, COMMITTED, PUT_BACK, REFUSED ->
          throw new RefusedException(UpdateErrors.WRONG_STATE, "it is " + record.state());
    };
  }

  /** What waits for an installer that is gone must not begin by itself when there is one again. */
  private void requireUnbegun(UpdateRecord record) throws RefusedException {
    try {
      installer.require();
    } catch (RefusedException e) {
      if (e.errorCode().equals(UpdateErrors.NO_INSTALLER) && withdrawn(record.id())) {
        return;
      }
    }
    throw new RefusedException(UpdateErrors.WRONG_STATE, "it is " + record.state());
  }

  private boolean withdrawn(String id) throws RefusedException {
    try {
      return handOver.withdraw(id);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized UpdateView goBack(String operator, String reason) throws RefusedException {
    People.requireName(operator);
    if (settings.get().approvalsMin() > 1 && !People.isPerson(operator)) {
      throw new RefusedException(UpdateErrors.NOT_A_PERSON, operator);
    }
    requireIdle();
    try {
      KnownSet current = handOver.current().orElseThrow(Desk::nothingBefore);
      KnownSet previous = handOver.previous().orElseThrow(Desk::nothingBefore);
      UpdateRecord running =
          ledger
              .find(current.id())
              .orElseGet(
                  () ->
                      UpdateRecord.expected(current.id(), "", "", ledger.now())
                          .bringing(current.version().toString(), "", "")
                          .in(UpdateState.COMMITTED, Optional.empty(), ledger.now()));
      UpdateRecord noted =
          ledger.note(
              running,
              operator,
              "back to " + previous.version() + " is asked for: " + Problem.clean(reason));
      handOver.requestBack(previous.id());
      return noted.view();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public List<UpdateView> updates() {
    String running = runningId();
    List<UpdateView> views = new ArrayList<>();
    for (UpdateRecord record : ledger.all()) {
      views.add(record.id().equals(running) ? 0 : views.size(), record.view());
    }
    return List.copyOf(views);
  }

  private String runningId() {
    try {
      return handOver.current().map(KnownSet::id).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private UpdateRecord known(String id) throws RefusedException {
    return ledger
        .find(id)
        .orElseThrow(() -> new RefusedException(UpdateErrors.UNKNOWN, Problem.clean(id)));
  }

  private static RefusedException nothingBefore() {
    return new RefusedException(UpdateErrors.NOTHING_BEFORE, "");
  }

  private static RefusedException failed(IOException cause) {
    return new RefusedException(UpdateErrors.NO_ROOM, String.valueOf(cause.getMessage()), cause);
  }
}
