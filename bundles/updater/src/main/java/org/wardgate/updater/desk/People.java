package org.wardgate.updater.desk;

import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;

/** Who counts as a person. Stateless. */
final class People {
  /** Who handed in what lay in the inbox. */
  static final String INBOX = "file:inbox";

  /** Longest name. */
  static final int NAME_MAX_CHARS = 512;

  private People() {}

  /**
   * Refuses who cannot be written down in one line.
   *
   * @throws RefusedException WG-UPD-0017
   */
  static void requireName(String operator) throws RefusedException {
    if (operator.isBlank()
        || operator.length() > NAME_MAX_CHARS
        || operator.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          UpdateErrors.NOT_A_PERSON, "a name of one line: " + Problem.clean(operator));
    }
  }

  /** The admin's token is everybody's and a file is nobody's. */
  static boolean isPerson(String operator) {
    return !operator.isBlank() && !operator.startsWith("token:") && !operator.startsWith("file:");
  }
}
