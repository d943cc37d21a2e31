package org.wardgate.api.command;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
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
