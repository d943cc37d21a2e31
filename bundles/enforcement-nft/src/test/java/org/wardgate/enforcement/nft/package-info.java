/** Tests of the nftables enforcement, with real packets where root allows. */
@NullMarked
package org.wardgate.enforcement.nft;

import org.jspecify.annotations.NullMarked;
