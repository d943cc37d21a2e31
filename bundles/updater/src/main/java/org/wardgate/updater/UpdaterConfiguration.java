package org.wardgate.updater;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set of the updater. What arrives is checked in code. */
@ObjectClassDefinition(
    id = UpdaterConfiguration.PID,
    name = "Wardgate Updater",
    description = "Who may sign updates of this gateway's own bundles, and how they are tried.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface UpdaterConfiguration {
  /** The configuration's and the component's name. */
  String PID = "org.wardgate.updater";

  /** Anchors. */
  @AttributeDefinition(
      name = "Files: Update Anchors",
      description =
          "PEM file with the certificates that signers of updates chain to. Read anew for each"
              + " update. Empty: 'update/anchors.pem' in the data directory. Without the file no"
              + " update is taken.",
      required = false)
  String anchorsFile() default "";

  /** Approvals. */
  @AttributeDefinition(
      name = "People Needed",
      description =
          "How many different people must stand behind an update, 1 to 2. The one who hands it in"
              + " counts if it is a person with a token or account of their own; with 2 it waits"
              + " until others approved it.",
      min = "1",
      max = "2")
  int approvalsMin() default 1;

  /** Install. */
  @AttributeDefinition(
      name = "Times: Install",
      description =
          "Seconds within which the bundles of an update must be in place and healthy, 5 to 600;"
              + " else the set before is put back.",
      min = "5",
      max = "600")
  int installSeconds() default 60;

  /** Probation. */
  @AttributeDefinition(
      name = "Times: Probation",
      description =
          "Seconds through which an update must stay healthy before it counts, 1 to 3600; until"
              + " then a restart brings the set before.",
      min = "1",
      max = "3600")
  int probationSeconds() default 60;

  /** Probes. */
  @AttributeDefinition(
      name = "Probes Needed",
      description =
          "Names of the probes, at most 8, that an updated gateway must answer well before the"
              + " update counts, whatever its package says: 'join', 'transport'. One that nothing"
              + " of the running set offers is left out. A package may name more, never fewer.",
      cardinality = 8,
      required = false)
  String[] probesMin() default {"join", "transport"};

  /** Inbox. */
  @AttributeDefinition(
      name = "Times: Inbox Poll",
      description =
          "Seconds between two looks into 'updates/inbox' in the data directory, 1 to 3600.",
      min = "1",
      max = "3600")
  int inboxPollSeconds() default 10;

  /** Hosts. */
  @AttributeDefinition(
      name = "Fetch: Allowed Hosts",
      description =
          "Host names of the https servers that packages may be fetched from, at most 16. Empty:"
              + " nothing is fetched.",
      cardinality = 16,
      required = false)
  String[] allowedHosts() default {};

  /** TLS anchors. */
  @AttributeDefinition(
      name = "Fetch: TLS Anchors",
      description =
          "PEM file with the certificates that those servers chain to. Empty: what the Java"
              + " platform trusts.",
      required = false)
  String tlsAnchorsFile() default "";

  /** Size. */
  @AttributeDefinition(
      name = "Limits: Package",
      description = "Largest package that is taken, in MiB, 1 to 64.",
      min = "1",
      max = "64")
  int packageMaxMiB() default 64;
}
