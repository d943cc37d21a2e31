package org.wardgate.updater.desk;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.update.UpdateErrors;

/** The catalogue's words for the codes in step files. Stateless. */
final class StepProblems {
  private static final List<ErrorCode> KNOWN =
      List.of(
          UpdateErrors.BAD_SIGNATURE,
          UpdateErrors.WRONG_CONTENT,
          UpdateErrors.BAD_PACKAGE,
          UpdateErrors.NOT_NEWER,
          UpdateErrors.EXPIRED,
          UpdateErrors.UNRESOLVABLE,
          UpdateErrors.NOT_HEALTHY,
          UpdateErrors.NO_ROOM,
          UpdateErrors.FOREIGN_NAME,
          UpdateErrors.SAME_VERSION,
          UpdateErrors.WRONG_PLATFORM,
          UpdateErrors.NOT_FETCHED,
          UpdateErrors.NO_INSTALLER,
          UpdateErrors.BAD_FEATURES,
          UpdateErrors.BAD_REQUEST,
          UpdateErrors.WRONG_STAGED,
          UpdateErrors.TOO_LATE,
          UpdateErrors.NO_WAY_BACK,
          UpdateErrors.NOT_OURS,
          UpdateErrors.NOT_EXCHANGED,
          UpdateErrors.TOO_SLOW,
          UpdateErrors.RESTARTED,
          UpdateErrors.NOT_KEPT);

  private StepProblems() {}

  /** Empty if there is no code. */
  static Optional<Problem> of(String code, String detail) {
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return KNOWN.stream()
        .filter(known -> known.code().equals(code))
        .findFirst()
        .map(known -> Problem.of(known, detail))
        .or(
            () ->
                Optional.of(
                    new Problem(
                        Problem.clean(code),
                        UpdateErrors.NOT_HEALTHY.reason(),
                        detail,
                        UpdateErrors.NOT_HEALTHY.remedy())));
  }
}
