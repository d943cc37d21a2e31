/** Who a peer is: certificate chains, copies of identities, handovers between wards. */
@NullMarked
package org.wardgate.identity;

import org.jspecify.annotations.NullMarked;
