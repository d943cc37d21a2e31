package org.wardgate.api.command;

import java.time.Duration;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.pki.RolloverStep;

/** What a person or the cloud asks for. An event like any other to the decision core. */
public sealed interface Command extends Event {
  /** Longest reason, in characters. */
  int REASON_MAX_CHARS = 200;

  /** Who asks, authenticated by the place that took the command. */
  String operator();

  /** Why, in the operator's words, at most {@value #REASON_MAX_CHARS} characters. */
  String reason();

  /** Cut the device off, down to its therapy floor if it has one. */
  record Quarantine(CorrelationId correlationId, DeviceId device, String operator, String reason)
      implements OfDevice {}

  /** Let a restricted or quarantined device try again from the start; it must attest afresh. */
  record Release(CorrelationId correlationId, DeviceId device, String operator, String reason)
      implements OfDevice {}

  /** Take the device out of service, down to its therapy floor while it is in use. */
  record Retire(CorrelationId correlationId, DeviceId device, String operator, String reason)
      implements OfDevice {}

  /**
   * Revoke every certificate of the device and end its sessions; it is cut off, down to its therapy
   * floor if it has one, until it is released.
   */
  record Revoke(CorrelationId correlationId, DeviceId device, String operator, String reason)
      implements OfDevice {}

  /** Hand the device over to another gateway, to which it is moved. */
  record HandOver(
      CorrelationId correlationId,
      DeviceId device,
      String toGateway,
      String operator,
      String reason)
      implements OfDevice {}

  /** Take a step of a change of the ward CA's key. */
  record RollAuthority(
      CorrelationId correlationId, RolloverStep step, String operator, String reason)
      implements Command {}

  /**
   * Overrule the verdict: let the device keep, or get back, its declared traffic although it is not
   * trusted enough. Never for one whose identity is in doubt.
   *
   * @param validity how long, 1 minute to 7 days
   */
  record Overrule(
      CorrelationId correlationId,
      DeviceId device,
      Duration validity,
      String operator,
      String reason)
      implements OfDevice {}

  /**
   * A patient needs the device now: it has its declared traffic at once, whatever it is trusted.
   * Taken at the bedside, without cloud; the operator is whoever holds a break-glass code.
   *
   * @param validity how long, 1 minute to 12 hours
   */
  record BreakGlass(
      CorrelationId correlationId,
      DeviceId device,
      Duration validity,
      String operator,
      String reason)
      implements OfDevice {}

  /**
   * Accept that a device of a class that cannot attest is here, with what its class allows.
   *
   * @param validity how long, 1 hour to 366 days
   */
  record Accept(
      CorrelationId correlationId,
      DeviceId device,
      Duration validity,
      String operator,
      String reason)
      implements OfDevice {}

  /** End an override, a break-glass or an acceptance before its time. */
  record EndExemption(CorrelationId correlationId, DeviceId device, String operator, String reason)
      implements OfDevice {}

  /** A command about a change of what appraisals depend on. */
  sealed interface OfChange extends Command {
    /** The change that the operator was shown; no other is decided about. */
    Change change();
  }

  /**
   * Let a change that is held count after all. It does once as many different people as configured
   * have approved it.
   */
  record ApproveChange(CorrelationId correlationId, Change change, String operator, String reason)
      implements OfChange {}

  /** Let a change that is held never count. */
  record DismissChange(CorrelationId correlationId, Change change, String operator, String reason)
      implements OfChange {}

  /** A command about an incident. */
  sealed interface OfIncident extends Command {
    /** The incident's id. */
    String incident();
  }

  /** Carry out the response that an incident's playbook proposes. */
  record AnswerIncident(
      CorrelationId correlationId, String incident, String operator, String reason)
      implements OfIncident {}

  /** Decide against the response that an incident's playbook proposes. */
  record DismissIncident(
      CorrelationId correlationId, String incident, String operator, String reason)
      implements OfIncident {}

  /** A command about one device. */
  sealed interface OfDevice extends Command {
    /** The device it is about. */
    DeviceId device();
  }

  /** A command about a threat advisory. */
  sealed interface OfAdvisory extends Command {
    /** The advisory's id. */
    String advisory();

    /** The version that the operator was shown; no other is decided about. */
    long version();
  }

  /**
   * Let an advisory that is held apply after all. It does once as many different people as
   * configured have approved it.
   */
  record ApproveAdvisory(
      CorrelationId correlationId, String advisory, long version, String operator, String reason)
      implements OfAdvisory {}

  /** Let an advisory that is held never apply. A newer version of it is asked about again. */
  record DismissAdvisory(
      CorrelationId correlationId, String advisory, long version, String operator, String reason)
      implements OfAdvisory {}
}
