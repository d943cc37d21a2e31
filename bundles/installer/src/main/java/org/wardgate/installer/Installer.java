package org.wardgate.installer;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs what the updater hands over, watches it, and keeps it or puts back what ran before. A
 * power cut at any step ends with the one set or the other. Used by one thread, which is
 * interrupted to stop it: the next one goes on.
 */
public final class Installer {

  private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

  private final HandOver handOver;
  private final BundleSet set;
  private final Admission admission;
  private final Course course;

  private boolean recovered;

  /** Why the last look failed; empty if it did not. */
  private volatile String problem = "";

  /** An installer of one set. */
  public Installer(HandOver handOver, BundleSet set, Health health, Surroundings surroundings) {
    Sets sets = new Sets(handOver);
    this.handOver = handOver;
    this.set = set;
    this.admission = new Admission(handOver, sets, set, surroundings);
    this.course = new Course(handOver, sets, set, health, surroundings);
  }

  /**
   * Ends what a restart interrupted, then does what is asked for, if anything. Does nothing while
   * there is no set.
   *
   * @throws IOException if the disk does not let it; to be tried again later
   */
  public void work() throws IOException, InterruptedException {
    if (course.ended() || set.version().isEmpty()) {
      return;
    }
    try {
      if (!recovered) {
        recover();
      }
      Optional<Request> request = handOver.requested();
      if (request.isPresent()) {
        if (course.stuck()) {
          course.turnAway(request.get().id());
        } else {
          serve(request.get());
        }
      }
      problem = "";
    } catch (InstallException e) {
      LOG.error("{} {}", e.fault().code(), e.detail());
      handOver.dropRequest();
    } catch (IOException | RuntimeException | LinkageError e) {
      recovered = false;
      problem = "the installer does not go on: " + e.getMessage();
      throw e;
    }
  }

  /** Why nothing can be installed here; empty if it can. For any thread. */
  String obstacle() {
    return course.stuck()
        ? Fault.STUCK.code() + ": an update could not be put back; see the gateway's updates"
        : problem;
  }

  /** Whether no update is under way. For any thread; what cannot be read is not idle. */
  boolean isIdle() {
    try {
      return !course.ended() && handOver.state().phase() == Phase.IDLE;
    } catch (IOException e) {
      LOG.error("nobody can tell whether an update is under way: {}", e.toString());
      return false;
    }
  }

  private void recover() throws IOException, InterruptedException {
    State state = handOver.state();
    handOver.settle(state);
    if (state.phase() != Phase.IDLE) {
      if (handOver.requestedIs(state.id())) {
        handOver.dropRequest();
      }
      course.resume(state);
    }
    if (!course.ended()) {
      if (!course.stuck()) {
        admission.noteWhatRuns();
      }
      recovered = true;
    }
  }

  private void serve(Request request) throws IOException, InterruptedException {
    Staged previous;
    Staged staged;
    try {
      previous = admission.wayBack();
      if (!request.back() && request.id().equals(previous.id())) {
        LOG.info("{} runs already", request.id());
        handOver.dropRequest();
        return;
      }
      staged = admission.admit(request, previous);
    } catch (InstallException e) {
      course.refuse(request.id(), set.version(), e);
      return;
    }
    try {
      course.begin(staged, previous, request.back());
    } catch (IOException e) {
      LOG.error("the disk does not take the state of the update", e);
      handOver.dropStaged(staged.id());
      course.refuse(
          staged.id(),
          set.version(),
          new InstallException(Fault.NOT_KEPT, "nothing could be written: " + e.getMessage(), e));
      return;
    }
    course.run(staged, previous);
  }
}
