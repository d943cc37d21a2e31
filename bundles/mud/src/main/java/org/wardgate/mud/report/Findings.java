package org.wardgate.mud.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;

/** Collects findings while one file is read. Bounded. Confined to one thread. */
public final class Findings {
  /** Most findings kept; further ones are counted. */
  public static final int KEPT_MAX_COUNT = 256;

  private static final int RESERVED_FOR_ERRORS_COUNT = 64;

  private final List<Finding> kept = new ArrayList<>();
  private Optional<Refusal> firstError = Optional.empty();
  private int dropped;

  /** Adds a reason to refuse. */
  public void error(Refusal refusal) {
    if (firstError.isEmpty()) {
      firstError = Optional.of(refusal);
    }
    add(Severity.ERROR, refusal.errorCode(), refusal.place(), refusal.what());
  }

  /** Adds a warning. */
  public void warning(ErrorCode errorCode, Place where, String what) {
    add(Severity.WARNING, errorCode, where, what);
  }

  /** Adds a note. */
  public void note(ErrorCode errorCode, Place where, String what) {
    add(Severity.NOTE, errorCode, where, what);
  }

  /** Whether there is a reason to refuse. */
  public boolean refused() {
    return firstError.isPresent();
  }

  /**
   * Fails if there was an error.
   *
   * @throws RefusedException the first error
   */
  public void refuseOnError() throws RefusedException {
    if (firstError.isPresent()) {
      throw firstError.get().toRefused();
    }
  }

  /** Everything kept, errors first, otherwise in the order of the file. */
  public List<Finding> all() {
    return kept.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  /** How many were not kept. */
  public int droppedCount() {
    return dropped;
  }

  private void add(Severity severity, ErrorCode errorCode, Place where, String what) {
    int room = KEPT_MAX_COUNT - (severity == Severity.ERROR ? 0 : RESERVED_FOR_ERRORS_COUNT);
    if (kept.size() < room) {
      kept.add(new Finding(severity, errorCode, where.toString(), what));
    } else {
      dropped++;
    }
  }
}
