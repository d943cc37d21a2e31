package org.wardgate.transport.coap;

/**
 * Most live sessions.
 *
 * @param overall of all devices
 * @param ofDevice of one device
 * @param ofAddress from one address
 * @param ofManufacturer of all devices of one manufacturer
 */
record SessionLimits(int overall, int ofDevice, int ofAddress, int ofManufacturer) {}
