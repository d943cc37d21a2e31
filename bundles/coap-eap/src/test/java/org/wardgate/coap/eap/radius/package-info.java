@NullMarked
package org.wardgate.coap.eap.radius;

import org.jspecify.annotations.NullMarked;
