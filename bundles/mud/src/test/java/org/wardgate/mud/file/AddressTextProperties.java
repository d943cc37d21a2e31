package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AddressTextProperties {
  @Property(tries = 500)
  void writesIpv6AsEveryoneElseReadsIt(@ForAll @Size(16) byte[] address)
      throws UnknownHostException {
    address[0] |= 0x20; // neither IPv4-mapped nor IPv4-compatible
    InetAddress read = InetAddress.getByName(AddressText.of(address));

    assertThat(read).isInstanceOf(Inet6Address.class);
    assertThat(read.getAddress()).isEqualTo(address);
  }
}
