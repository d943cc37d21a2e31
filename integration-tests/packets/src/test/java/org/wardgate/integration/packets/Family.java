package org.wardgate.integration.packets;

import java.util.Locale;

/** The two address families, as MUD files write them. */
enum Family {
  IPV4(1, 8, 13, "32"),
  IPV6(58, 128, 139, "128");

  /** Protocol number of its ICMP. */
  final int icmp;

  /** ICMP type of an echo request. */
  final int echo;

  /** Another ICMP type that begins an exchange. */
  final int otherQuestion;

  private final String hostBits;

  Family(int icmp, int echo, int otherQuestion, String hostBits) {
    this.icmp = icmp;
    this.echo = echo;
    this.otherQuestion = otherQuestion;
    this.hostBits = hostBits;
  }

  /** Its container in matches. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String aclType() {
    return key() + "-acl-type";
  }

  /** A condition on the layer below transport, with single quotes. */
  String ip(String conditions) {
    return "'" + key() + "':{" + conditions + "}";
  }

  /** Protocol and far end's address of what the device sends. */
  String toHost(int protocol, String address) {
    return ip(
        "'protocol':"
            + protocol
            + ",'destination-"
            + key()
            + "-network':'"
            + address
            + "/"
            + hostBits
            + "'");
  }

  /** Protocol and far end's address of what is sent to the device. */
  String fromHost(int protocol, String address) {
    return ip(
        "'protocol':"
            + protocol
            + ",'source-"
            + key()
            + "-network':'"
            + address
            + "/"
            + hostBits
            + "'");
  }
}
