package org.wardgate.emulators.device;

import java.util.concurrent.ScheduledExecutorService;
import org.wardgate.emulators.net.Endpoint;

/**
 * How a device reaches the gateway.
 *
 * @param address the device's own IPv4 address
 * @param gateway the gateway's CoAPS endpoint
 * @param work threads for CoAP, shared by all devices
 * @param timers thread for CoAP's timers, shared by all devices
 */
record Wire(
    String address,
    Endpoint gateway,
    ScheduledExecutorService work,
    ScheduledExecutorService timers) {}
