package org.wardgate.api.view;

import java.time.Instant;
import org.wardgate.api.DeviceId;

/**
 * A device that another gateway handed over to this one and that has not come yet.
 *
 * @param device which
 * @param fromGateway id of the gateway that signed
 * @param validUntil until when it may come with that ward's certificate
 */
public record ExpectedDevice(DeviceId device, String fromGateway, Instant validUntil) {}
