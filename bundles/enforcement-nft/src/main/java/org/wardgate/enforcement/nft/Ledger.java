package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.wardgate.api.DeviceId;

/**
 * Whose the counters in the kernel are, at one moment.
 *
 * @param deviceByAddress placed devices
 * @param profiles in use; only what never changes of them is looked at
 * @param names a copy of what names stood for
 */
record Ledger(Map<InetAddress, DeviceId> deviceByAddress, List<Profile> profiles, NameBook names) {}
