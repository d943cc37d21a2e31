/** EAP peers: what a device needs to authenticate (RFC 4764, RFC 5216) over CoAP (RFC 9820). */
@NullMarked
package org.wardgate.coap.eap.peer;

import org.jspecify.annotations.NullMarked;
