package org.wardgate.crypto.x509;

import org.wardgate.api.Bytes;

/**
 * The hardware module a certificate was made for (RFC 4108 §5).
 *
 * @param type object identifier in dotted form
 * @param serialNumber the module's, unique within its type
 */
public record HardwareModuleName(String type, Bytes serialNumber) {}
