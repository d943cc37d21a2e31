/**
 * The ward's DNS resolver: forwards what devices may ask, checks what comes back, and answers a
 * device only after the addresses are in force. {@link org.wardgate.names.Forwarder} is the one
 * thread that does so.
 */
@NullMarked
package org.wardgate.names;

import org.jspecify.annotations.NullMarked;
