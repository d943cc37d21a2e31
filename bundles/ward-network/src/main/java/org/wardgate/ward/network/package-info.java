/**
 * The ward's own segment: which hardware address is behind an IP address, and which packets were
 * denied. {@link org.wardgate.ward.network.WardNetworkComponent} ties {@link
 * org.wardgate.ward.network.AddressBinder} and {@link org.wardgate.ward.network.UlogdSource}
 * together; nothing here changes rules.
 */
@NullMarked
package org.wardgate.ward.network;

import org.jspecify.annotations.NullMarked;
