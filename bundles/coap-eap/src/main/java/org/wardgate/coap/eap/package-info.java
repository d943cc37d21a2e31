/** The CoAP-EAP controller: EAP between a device and the hospital AAA server. */
@NullMarked
package org.wardgate.coap.eap;

import org.jspecify.annotations.NullMarked;
