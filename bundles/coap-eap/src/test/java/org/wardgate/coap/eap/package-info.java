@NullMarked
package org.wardgate.coap.eap;

import org.jspecify.annotations.NullMarked;
