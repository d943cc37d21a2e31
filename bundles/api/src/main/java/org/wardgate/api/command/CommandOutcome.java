package org.wardgate.api.command;

import org.wardgate.api.DeviceId;
import org.wardgate.api.view.DeviceState;

/**
 * What came of a command.
 *
 * @param device the device
 * @param state its state now
 * @param reason one line for people
 */
public record CommandOutcome(DeviceId device, DeviceState state, String reason) {}
