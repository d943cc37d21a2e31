package org.wardgate.api.policy;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a device is attached: packets count as the device's only with both addresses.
 *
 * @param address its IP address
 * @param mac its hardware address, six lower-case hexadecimal pairs with colons
 */
public record NetworkBinding(InetAddress address, String mac) {
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

  /**
   * @throws IllegalArgumentException if the hardware address has another form
   */
  public NetworkBinding {
    mac = mac.toLowerCase(Locale.ROOT);
    if (!MAC.matcher(mac).matches()) {
      throw new IllegalArgumentException("hardware address must match " + MAC.pattern());
    }
  }
}
