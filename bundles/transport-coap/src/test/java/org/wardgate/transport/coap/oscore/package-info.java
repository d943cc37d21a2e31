@NullMarked
package org.wardgate.transport.coap.oscore;

import org.jspecify.annotations.NullMarked;
