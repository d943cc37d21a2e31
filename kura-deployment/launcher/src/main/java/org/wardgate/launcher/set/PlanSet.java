package org.wardgate.launcher.set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.installer.BundleSet;
import org.wardgate.installer.Fault;
import org.wardgate.installer.InstallException;
import org.wardgate.installer.Staged;
import org.wardgate.launcher.framework.PlanRunner;
import org.wardgate.launcher.plan.Plan;

/** The set of a standalone gateway: a folder of jars and features, and the plan they make. */
public final class PlanSet implements BundleSet {

  private final SetChoice choice;
  private final PlanRunner runner;
  private final Plans plans;

  /** The set that was put back last and whose folder nobody needs once another counts. */
  private Optional<InstalledSet> abandoned = Optional.empty();

  /** What makes plans and keeps them. */
  public interface Plans {
    /**
     * What the instance shall run of the set in force.
     *
     * @throws RefusedException if the set or the instance is not in order
     */
    Plan plan() throws RefusedException;

    /** A plan runs: what depends on it follows. */
    void running(Plan plan);

    /** A plan has proved itself. */
    void keep(Plan plan) throws IOException;
  }

  /** The set that a runner runs. */
  public PlanSet(SetChoice choice, PlanRunner runner, Plans plans) {
    this.choice = choice;
    this.runner = runner;
    this.plans = plans;
  }

  @Override
  public String version() {
    return choice.version();
  }

  @Override
  public Optional<Path> base() {
    return Optional.empty();
  }

  @Override
  public void install(Staged staged) throws InstallException {
    InstalledSet set = prepare(staged);
    Plan plan = plan(set);
    try {
      runner.exchange(plan);
      plans.running(plan);
    } catch (RefusedException e) {
      throw failure(e);
    }
  }

  @Override
  public void putBack(Staged previous) throws InstallException {
    InstalledSet failed = choice.inForce();
    Plan plan = plan(prepare(previous));
    try {
      runner.putBack(plan);
      plans.running(plan);
      abandoned = Optional.of(failed);
    } catch (RefusedException e) {
      throw failure(e);
    }
  }

  private InstalledSet prepare(Staged staged) throws InstallException {
    InstalledSet set = choice.find(staged.id(), staged.version());
    if (!set.id().equals(Staged.WITHOUT_PACKAGE)) {
      try {
        new SetFolders(choice.planner().repositories())
            .unpack(staged.file(), choice.folder(set.id()));
      } catch (IOException e) {
        throw new InstallException(Fault.NOT_EXCHANGED, "the package was not unpacked: " + e, e);
      }
    }
    return set;
  }

  private Plan plan(InstalledSet set) throws InstallException {
    InstalledSet before = choice.inForce();
    choice.inForce(set);
    try {
      return plans.plan();
    } catch (RefusedException e) {
      choice.inForce(before);
      throw failure(e);
    }
  }

  private static InstallException failure(RefusedException e) {
    return new InstallException(Fault.NOT_EXCHANGED, e.problem().line(), e);
  }

  @Override
  public void keep(Staged staged) throws IOException {
    try {
      Plan plan = plans.plan();
      choice.keep(choice.find(staged.id(), staged.version()));
      plans.keep(plan);
      if (abandoned.isPresent()) {
        choice.drop(abandoned.get());
        abandoned = Optional.empty();
      }
    } catch (RefusedException e) {
      throw new IOException("the plan cannot be kept: " + e.problem().line(), e);
    }
  }

  @Override
  public List<String> findings() {
    return runner.inactive();
  }
}
