package org.wardgate.updater.desk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
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

  /** How long an announced package is waited for. */
  static final Duration ANNOUNCED = Duration.ofHours(24);

  private final Announcements announcements;
  private final Ledger ledger;
  private final Intake intake;
  private final Examination examination;
  private final HandOver handOver;
  private final Source server;
  private final Supplier<UpdaterSettings> settings;
  private final Semaphore taking = new Semaphore(1);

  Desk(
      Announcements announcements,
      Ledger ledger,
      Intake intake,
      Examination examination,
      HandOver handOver,
      Source server,
      Supplier<UpdaterSettings> settings) {
    this.announcements = announcements;
    this.ledger = ledger;
    this.intake = intake;
    this.examination = examination;
    this.handOver = handOver;
    this.server = server;
    this.settings = settings;
  }

  /** Where packages are fetched from. */
  interface Source {
    /** Opens a package on a server; the caller closes it. */
    InputStream open(URI location) throws RefusedException;
  }

  @Override
  public String expect(Bytes signature, String operator) throws RefusedException {
    Announcement announced = announcements.verify(signature);
    synchronized (this) {
      Optional<UpdateRecord> known = ledger.find(announced.id());
      if (known.isPresent() && known.get().state() != UpdateState.PUT_BACK) {
        return announced.id();
      }
      long open = ledger.all().stream().filter(this::waits).count();
      if (open >= OPEN_MAX_COUNT) {
        throw new RefusedException(UpdateErrors.BUSY, open + " updates are expected or held");
      }
      if (known.isEmpty()) {
        ledger.makeRoom();
      }
      UpdateRecord fresh =
          known
              .map(record -> record.approvedBy(List.of()))
              .orElseGet(
                  () ->
                      UpdateRecord.expected(
                          announced.id(), announced.signer(), operator, ledger.now()));
      UpdateRecord unused =
          ledger.enter(fresh, UpdateState.EXPECTED, operator, "signed by " + announced.signer());
      return announced.id();
    }
  }

  private boolean waits(UpdateRecord record) {
    Instant oldest = ledger.now().minus(ANNOUNCED);
    return record.state() == UpdateState.HELD
        || (record.state() == UpdateState.EXPECTED && record.since().isAfter(oldest));
  }

  @Override
  public UpdateView take(String id, InputStream content, String operator) throws RefusedException {
    if (!known(id).open()) {
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
    if (!record.open()) {
      return record.view();
    }
    requireIdle();
    Path file = intake.taken(id);
    try {
      Path taken = intake.take(id, content, settings.get().packageMaxBytes());
      PackageContents contents = examination.examine(taken);
      return verified(id, contents, operator);
    } catch (RefusedException e) {
      intake.discard(file);
      if (!e.errorCode().equals(UpdateErrors.BUSY)) {
        ledger.refuse(known(id), operator, e);
      }
      throw e;
    }
  }

  private synchronized UpdateView verified(String id, PackageContents contents, String operator)
      throws RefusedException {
    UpdateRecord record = known(id);
    if (!record.open()) {
      intake.discard(intake.taken(id)); // somebody decided against it meanwhile
      return record.view();
    }
    String version = contents.version().toString();
    UpdateRecord verified =
        ledger.enter(
            record.bringing(version, examination.running().toString(), operator),
            UpdateState.VERIFIED,
            operator,
            "version " + version);
    int needed = settings.get().approvalsMin();
    UpdateRecord behind =
        verified.approvedBy(
            needed > 1 && People.isPerson(operator) ? List.of(operator) : List.of());
    return needed == 1 || behind.approvals().size() >= needed
        ? stage(behind, contents, operator)
        : ledger.enter(behind, UpdateState.HELD, operator, waiting(behind)).view();
  }

  private String waiting(UpdateRecord record) {
    return record.approvals().size() + " of " + settings.get().approvalsMin() + " approvals";
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
              contents.probes(),
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

  private void requireIdle() throws RefusedException {
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
    if (!known(id).open()) {
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
    UpdateRecord record = known(id);
    if (!People.isPerson(operator)) {
      throw new RefusedException(UpdateErrors.NOT_A_PERSON, operator);
    }
    if (record.approvals().contains(operator)) {
      return record.view();
    }
    if (record.state() != UpdateState.HELD) {
      throw new RefusedException(UpdateErrors.WRONG_STATE, "it is " + record.state());
    }
    requireIdle();
    List<String> people = new ArrayList<>(record.approvals());
    people.add(operator);
    UpdateRecord approved =
        ledger.note(record.approvedBy(people), operator, "approved: " + Problem.clean(reason));
    if (people.size() < settings.get().approvalsMin()) {
      return approved.view();
    }
    try {
      // what was right when it came may have expired, or be overtaken by another
      intake.recheck(id);
      return stage(approved, examination.examine(intake.taken(id)), operator);
    } catch (RefusedException e) {
      if (!e.errorCode().equals(UpdateErrors.BUSY)) {
        intake.discard(intake.taken(id));
        ledger.refuse(approved, operator, e);
      }
      throw e;
    }
  }

  @Override
  public synchronized UpdateView dismiss(String id, String operator, String reason)
      throws RefusedException {
    UpdateRecord record = known(id);
    return switch (record.state()) {
      case DISMISSED -> record.view();
      case EXPECTED, HELD -> {
        UpdateRecord dismissed =
            ledger.enter(record, UpdateState.DISMISSED, operator, Problem.clean(reason));
        intake.discard(intake.taken(id));
        yield dismissed.view();
      }
      case VERIFIED, STAGED, INSTALLING, ON_PROBATION, COMMITTED, PUT_BACK, REFUSED ->
          throw new RefusedException(UpdateErrors.WRONG_STATE, "it is " + record.state());
    };
  }

  @Override
  public synchronized UpdateView goBack(String operator, String reason) throws RefusedException {
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
