package org.wardgate.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;

/** The live sessions of all transports. Thread-safe. */
@Component(name = "org.wardgate.onboarding.sessions", service = LiveSessions.class)
public final class LiveSessions {
  private final List<DeviceChannels> transports = new CopyOnWriteArrayList<>();

  /** Called with every transport. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindChannels(DeviceChannels service) {
    transports.add(service);
  }

  /** Called when a transport goes. */
  public void unbindChannels(DeviceChannels service) {
    transports.remove(service);
  }

  /** A channel over a live session of the device, if it has one. */
  Optional<DeviceChannel> channel(DeviceId device) {
    return transports.stream().flatMap(transport -> transport.channel(device).stream()).findFirst();
  }
}
