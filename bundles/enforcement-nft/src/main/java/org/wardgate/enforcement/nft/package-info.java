/**
 * Policies as nftables rules. {@link org.wardgate.enforcement.nft.NftEnforcer} takes intents,
 * {@link org.wardgate.enforcement.nft.EnforcementWorker} carries them out one after the other,
 * {@link org.wardgate.enforcement.nft.WardTable} is the truth they change, and {@link
 * org.wardgate.enforcement.nft.NftText} is what a policy looks like to nft. The kernel is reached
 * through {@link org.wardgate.enforcement.nft.NftChild} and {@link
 * org.wardgate.enforcement.nft.RoutingBarrier} alone.
 */
@NullMarked
package org.wardgate.enforcement.nft;

import org.jspecify.annotations.NullMarked;
