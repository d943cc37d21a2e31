/**
 * CoAPS over UDP: one DTLS endpoint that serves the registered resource handlers and opens channels
 * to devices. The only place that sees Californium.
 */
@NullMarked
package org.wardgate.transport.coap;

import org.jspecify.annotations.NullMarked;
