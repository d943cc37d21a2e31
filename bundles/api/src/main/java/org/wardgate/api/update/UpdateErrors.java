package org.wardgate.api.update;

import org.wardgate.api.error.ErrorCode;

/** The updates' part of the error catalogue. */
public final class UpdateErrors {

  /** The package or its signature was not signed by whom this gateway trusts. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-UPD-0001",
          "The update's signature does not verify against this gateway's update anchors",
          "Take package and signature from the same release, or install the right anchors");

  /** The package is not what was signed. */
  public static final ErrorCode WRONG_CONTENT =
      new ErrorCode(
          "WG-UPD-0002",
          "The package is not the one that was signed",
          "Transfer the package again; it may be truncated");

  /** The package is not of the documented form. */
  public static final ErrorCode BAD_PACKAGE =
      new ErrorCode(
          "WG-UPD-0003",
          "The package is not of the documented form",
          "Build it with this project's packager");

  /** The version is not higher than that of the set that runs. */
  public static final ErrorCode NOT_NEWER =
      new ErrorCode(
          "WG-UPD-0004",
          "The update is not newer than what this gateway runs or ran",
          "Publish the wanted content with a higher version; to go back one step use 'update back'");

  /** The update may not be installed any more. */
  public static final ErrorCode EXPIRED =
      new ErrorCode(
          "WG-UPD-0005",
          "The update has expired, or this gateway's clock is wrong",
          "Check the gateway's clock, then take a newer release");

  /** A bundle would not resolve here. */
  public static final ErrorCode UNRESOLVABLE =
      new ErrorCode(
          "WG-UPD-0006",
          "A bundle of the update would not resolve in this framework",
          "Use the release for this platform; the detail names what is missing");

  /** The new set did not become or stay healthy. */
  public static final ErrorCode NOT_HEALTHY =
      new ErrorCode(
          "WG-UPD-0007",
          "The updated gateway did not become or stay healthy, and the previous set is back",
          "Read the findings of the update and the gateway's log");

  /** Another update is being taken or installed. */
  public static final ErrorCode BUSY =
      new ErrorCode(
          "WG-UPD-0008",
          "Another update is being taken or installed",
          "Wait until it is committed or put back, then hand this one in again");

  /** No such update was announced. */
  public static final ErrorCode UNKNOWN =
      new ErrorCode(
          "WG-UPD-0009",
          "No such update was announced by a signature",
          "Hand in its signature first");

  /** The disk has no room for the package. */
  public static final ErrorCode NO_ROOM =
      new ErrorCode(
          "WG-UPD-0010",
          "The disk has no room for the package, or cannot be written",
          "Make room in the gateway's data directory, then hand the package in again");

  /** A bundle has the symbolic name of a bundle that is not of this gateway's set. */
  public static final ErrorCode FOREIGN_NAME =
      new ErrorCode(
          "WG-UPD-0011",
          "A bundle of the update has a symbolic name that is not the gateway's to use",
          "Take a release for this platform; the detail names the bundle");

  /** A bundle has the version of the running one and other content. */
  public static final ErrorCode SAME_VERSION =
      new ErrorCode(
          "WG-UPD-0012",
          "A bundle of the update has the running one's version but other content",
          "Build the changed bundle with a higher version");

  /** The package is for another platform or needs a newer gateway. */
  public static final ErrorCode WRONG_PLATFORM =
      new ErrorCode(
          "WG-UPD-0013",
          "The package is for another platform, or needs a newer gateway",
          "Take the release for this platform; install the releases in between first");

  /** The package cannot be fetched from there. */
  public static final ErrorCode NOT_FETCHED =
      new ErrorCode(
          "WG-UPD-0014",
          "The package cannot be fetched from there",
          "Check the address and the updater's allowed hosts and TLS anchors");

  /** The set before this one is not kept. */
  public static final ErrorCode NOTHING_BEFORE =
      new ErrorCode(
          "WG-UPD-0015",
          "The set before the running one is not kept",
          "Publish the wanted content with a higher version and install that");

  /** The update is in a state in which this cannot be done. */
  public static final ErrorCode WRONG_STATE =
      new ErrorCode(
          "WG-UPD-0016",
          "The update is in a state in which this cannot be done",
          "Look at the update's state");

  /** Only a person with a name of their own may approve. */
  public static final ErrorCode NOT_A_PERSON =
      new ErrorCode(
          "WG-UPD-0017",
          "An update is approved by people with names of their own",
          "Use your own token or account instead of the admin's");

  /** Nobody here can exchange the gateway's bundles. */
  public static final ErrorCode NO_INSTALLER =
      new ErrorCode(
          "WG-UPD-0018",
          "Nobody here can exchange the gateway's bundles, so the update was not begun",
          "Install the package org.wardgate.installer, or update with apt what apt installed; see"
              + " docs/kura.md");

  /** The package's features would not make a set that this gateway can run. */
  public static final ErrorCode BAD_FEATURES =
      new ErrorCode(
          "WG-UPD-0019",
          "The package's features would not make a set that this gateway can run",
          "Build the package with this project's packager, with every feature that the gateway's"
              + " instance.json names; the detail says what is wrong");

  /** The hand-over to the installer cannot be read or names nothing. */
  public static final ErrorCode BAD_REQUEST =
      new ErrorCode(
          "WG-UPD-0020",
          "The installer cannot read what it was asked for",
          "Hand the update in again");

  /** The staged package is missing or is not the one that was staged. */
  public static final ErrorCode WRONG_STAGED =
      new ErrorCode(
          "WG-UPD-0021",
          "The staged package is not the one that was staged",
          "Check the disk; then hand the update in again");

  /** Its turn came too late. */
  public static final ErrorCode TOO_LATE =
      new ErrorCode(
          "WG-UPD-0022",
          "The update expired, or was overtaken, before its turn came",
          "Take a newer release");

  /** The running set could not be put back. */
  public static final ErrorCode NO_WAY_BACK =
      new ErrorCode(
          "WG-UPD-0023",
          "There is no package to go back to, so nothing was tried",
          "Install the running release once more by package, then update");

  /** The running bundles were installed another way. */
  public static final ErrorCode NOT_OURS =
      new ErrorCode(
          "WG-UPD-0024",
          "The running bundles were not installed by what would exchange them",
          "Install the gateway as a deployment package; see docs/kura.md");

  /** The bundles could not be exchanged. */
  public static final ErrorCode NOT_EXCHANGED =
      new ErrorCode(
          "WG-UPD-0025",
          "The bundles could not be exchanged, and the previous set is back",
          "Read the update's findings and the gateway's log");

  /** The exchange did not end in time. */
  public static final ErrorCode TOO_SLOW =
      new ErrorCode(
          "WG-UPD-0026",
          "The exchange of the bundles did not end in time, and the previous set is back",
          "A bundle hangs as it starts: the gateway's log has its stack");

  /** The gateway ended during the trial. */
  public static final ErrorCode RESTARTED =
      new ErrorCode(
          "WG-UPD-0027",
          "The gateway restarted during the trial, and the previous set is back",
          "Find out why it restarted; then hand the update in again");

  /** The disk did not take what had to be kept. */
  public static final ErrorCode NOT_KEPT =
      new ErrorCode(
          "WG-UPD-0028",
          "The disk did not take what had to be kept, and the previous set is back",
          "Make room on the gateway's disk; then hand the update in again");

  /** The set before could not be put back. */
  public static final ErrorCode STUCK =
      new ErrorCode(
          "WG-UPD-0029",
          "The set before could not be put back, so the gateway stays on what runs and takes no update",
          "Install the package of the release before, or of a newer one, by hand and restart the gateway");

  private UpdateErrors() {}
}
