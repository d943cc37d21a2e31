package org.wardgate.updater.desk;

/** Who counts as a person. Stateless. */
final class People {
  /** Who handed in what lay in the inbox. */
  static final String INBOX = "file:inbox";

  private People() {}

  /** The admin's token is everybody's and a file is nobody's. */
  static boolean isPerson(String operator) {
    return !operator.isBlank() && !operator.startsWith("token:") && !operator.startsWith("file:");
  }
}
