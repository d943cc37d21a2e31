/** A RADIUS client for EAP and nothing else (RFC 2865, RFC 3579, keys of RFC 2548). */
@NullMarked
package org.wardgate.coap.eap.radius;

import org.jspecify.annotations.NullMarked;
