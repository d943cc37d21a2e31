@NullMarked
package org.wardgate.transport.coap;

import org.jspecify.annotations.NullMarked;
