package org.wardgate.enforcement.nft;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;

/**
 * The table in the kernel and the way there: raises the barrier before anything is opened, starts
 * and restarts nft, and recognises whether the table is still ours. Confined to one thread.
 */
final class Kernel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

  /** What is known of the table. */
  enum State {
    /** Not looked at yet. */
    UNKNOWN,
    /** An earlier run left it; it stays until the whole picture is known. */
    EARLIER,
    /** It holds what our truth says. */
    OURS,
    /** It was ours, but a change may or may not have reached it. */
    DOUBTFUL
  }

  private final NftSettings settings;
  private final RoutingBarrier barrier;
  private final SessionFactory sessions;
  private final TableLoader loader;
  private final CloseLook closeLook;
  private @Nullable NftSession session;
  private boolean barrierUp;
  private State state = State.UNKNOWN;
  private String marker = "";

  /** Starts a session with nft. */
  interface SessionFactory {
    NftSession start() throws RefusedException;
  }

  Kernel(
      NftSettings settings,
      RoutingBarrier barrier,
      SessionFactory sessions,
      TableLoader loader,
      CloseLook closeLook) {
    this.settings = settings;
    this.barrier = barrier;
    this.sessions = sessions;
    this.loader = loader;
    this.closeLook = closeLook;
  }

  State state() {
    return state;
  }

  /**
   * Makes sure that changes can be applied. Afterwards the state is EARLIER or OURS.
   *
   * @param truth installed if there is no table, or if it is doubtful
   */
  void ready(WardTable truth) throws RefusedException {
    if (!barrierUp) {
      barrier.raise();
      barrierUp = true;
    }
    session();
    if (state == State.UNKNOWN) {
      if (run(List.of("list tables inet")).contains("table inet " + settings.tableName())) {
        state = State.EARLIER;
        LOG.info("a table of an earlier run is in force and stays until it is reconciled");
      } else {
        install(truth);
      }
    } else if (state == State.DOUBTFUL) {
      LOG.warn("putting the whole table back after nft was lost");
      install(truth);
    }
  }

  /** Applies commands as one transaction. */
  void apply(List<String> commands) throws RefusedException {
    run(commands);
  }

  /** Replaces the table, whatever it was, by the truth. One transaction. */
  void install(WardTable truth) throws RefusedException {
    String fresh = String.format(Locale.ROOT, "mark_%016x", ThreadLocalRandom.current().nextLong());
    try {
      loader.load(truth.install(fresh));
    } catch (RefusedException e) {
      if (state == State.OURS && !e.errorCode().equals(EnforcementErrors.NFT_FAILED)) {
        state = State.DOUBTFUL;
      }
      throw e;
    }
    marker = fresh;
    state = State.OURS;
    closeLook.fresh();
  }

  /** Whether the table that was ours, or that an earlier run left, is no longer there. */
  boolean lost() throws RefusedException {
    String set = state == State.EARLIER ? "placed" : marker;
    try {
      // one by one: nft 1.0.6 looks up only the first of two listings in one line
      run(List.of("list set inet " + settings.tableName() + " " + set));
      run(List.of("list set arp " + settings.tableName() + " " + set));
      renew();
      return false;
    } catch (RefusedException e) {
      if (e.errorCode().equals(EnforcementErrors.NFT_FAILED)) {
        return true;
      }
      throw e;
    }
  }

  /** A session that has become slow is replaced while nothing waits for it. */
  private void renew() throws RefusedException {
    if (session != null && session.worn()) {
      session.close();
      session = sessions.start();
    }
  }

  /** Begins to look closer, aside. */
  void lookCloser() {
    closeLook.begin();
  }

  /** What was found by looking closer, if anything. */
  Optional<String> tampered() {
    return closeLook.found();
  }

  /** Deletes the tables, which closes the ward; for a name that is given up. */
  void abandon() throws RefusedException {
    run(WardTable.deleteTables(settings));
  }

  private List<String> run(List<String> commands) throws RefusedException {
    try {
      return session().run(commands);
    } catch (RefusedException e) {
      if (!e.errorCode().equals(EnforcementErrors.NFT_FAILED)) {
        close();
      }
      throw e;
    }
  }

  private NftSession session() throws RefusedException {
    NftSession current = session;
    if (current != null && !current.usable()) {
      current.close();
      current = null;
    }
    if (current == null) {
      current = sessions.start();
      session = current;
    }
    return current;
  }

  /** Ends the session; the table stays as it is, and is doubtful from now on. */
  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
    if (state == State.OURS) {
      state = State.DOUBTFUL;
    }
  }
}
