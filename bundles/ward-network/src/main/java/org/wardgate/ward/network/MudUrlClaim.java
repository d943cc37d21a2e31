package org.wardgate.ward.network;

/**
 * A MUD URL in a DHCP message. Nothing in it is authenticated.
 *
 * @param mac of the sender as the message says, six lower-case hexadecimal pairs with colons
 * @param mudUrl printable ASCII, at most 255 characters
 * @param dhcpv6 whether DHCPv6 said so
 */
record MudUrlClaim(String mac, String mudUrl, boolean dhcpv6) {}
