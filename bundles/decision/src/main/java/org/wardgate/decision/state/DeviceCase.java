package org.wardgate.decision.state;

import org.wardgate.api.DeviceId;

/**
 * Everything durable about one device. A journal record carries it whole, so that replay folds
 * values and never runs rules.
 *
 * @param device its id
 * @param name for people; what a stranger claims
 * @param standing where it stands and why
 * @param location how it reaches us
 * @param policy what it may do
 * @param trust how far it is trusted
 * @param marks what advisories do to it
 * @param life of its certificate, and its ways in and out
 * @param exemptions what people allowed it for a time
 */
public record DeviceCase(
    DeviceId device,
    String name,
    Standing standing,
    Location location,
    PolicyFacts policy,
    TrustFacts trust,
    AdvisoryMarks marks,
    Life life,
    Exemptions exemptions) {

  /** Standing elsewhere. */
  public DeviceCase with(Standing newStanding) {
    return new DeviceCase(
        device, name, newStanding, location, policy, trust, marks, life, exemptions);
  }

  /** Somewhere else. */
  public DeviceCase with(Location newLocation) {
    return new DeviceCase(
        device, name, standing, newLocation, policy, trust, marks, life, exemptions);
  }

  /** With another policy. */
  public DeviceCase with(PolicyFacts newPolicy) {
    return new DeviceCase(
        device, name, standing, location, newPolicy, trust, marks, life, exemptions);
  }

  /** Trusted otherwise. */
  public DeviceCase with(TrustFacts newTrust) {
    return new DeviceCase(
        device, name, standing, location, policy, newTrust, marks, life, exemptions);
  }

  /** With other marks of advisories. */
  public DeviceCase with(AdvisoryMarks newMarks) {
    return new DeviceCase(
        device, name, standing, location, policy, trust, newMarks, life, exemptions);
  }

  /** With other exemptions. */
  public DeviceCase with(Exemptions newExemptions) {
    return new DeviceCase(
        device, name, standing, location, policy, trust, marks, life, newExemptions);
  }

  /** With other facts of its certificate's life. */
  public DeviceCase with(Life newLife) {
    return new DeviceCase(
        device, name, standing, location, policy, trust, marks, newLife, exemptions);
  }
}
