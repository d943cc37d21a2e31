package org.wardgate.api.view;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.PolicySet;

/** What there is to see; implemented by {@code decision}. Thread-safe, never blocks. */
public interface WardView {
  /** All devices, by id. */
  List<DeviceView> devices();

  /** One device. */
  Optional<DeviceView> device(DeviceId device);

  /** The policy in force for a device: its profile's, or its floor. */
  Optional<PolicySet> policy(DeviceId device);

  /** Whether the state was read back and is enforced: the gateway serves. */
  boolean ready();

  /** Open alarms, newest last, one line each; at most 64. */
  List<String> alarms();

  /** Threat advisories that are known, by id. */
  default List<AdvisoryView> advisories() {
    return List.of();
  }

  /** What was denied of a device's traffic lately, most first; at most 64. */
  default List<DeniedTraffic> denied(DeviceId device) {
    return List.of();
  }

  /** What a device's MUD file says besides its rules, in words, a line each; empty if unknown. */
  default List<String> mudFacts(DeviceId device) {
    return List.of();
  }

  /** The signed handover of a device that was handed over to another gateway, while it counts. */
  default Optional<Bytes> handover(DeviceId device) {
    return Optional.empty();
  }

  /** The newest certificate this ward issued to a device, while it is in force. */
  default Optional<CertificateView> certificate(DeviceId device) {
    return Optional.empty();
  }

  /** Devices that other gateways handed over to this one and that have not come yet, by id. */
  default List<ExpectedDevice> expected() {
    return List.of();
  }

  /** How far a device is trusted, and from what; empty if it is not known. */
  default Optional<TrustView> trust(DeviceId device) {
    return Optional.empty();
  }

  /** Incidents, newest last; at most 256. */
  default List<IncidentView> incidents() {
    return List.of();
  }

  /** Changes that wait for people, oldest first; at most 64. */
  default List<ChangeView> changes() {
    return List.of();
  }
}
