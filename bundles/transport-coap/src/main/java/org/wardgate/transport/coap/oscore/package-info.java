/**
 * OSCORE (RFC 8613) as far as a gateway needs it: contexts, protection of messages, and a connector
 * that makes protected datagrams look like those of any authenticated session. No observation, no
 * groups, no outer block-wise transfer.
 */
@NullMarked
package org.wardgate.transport.coap.oscore;

import org.jspecify.annotations.NullMarked;
