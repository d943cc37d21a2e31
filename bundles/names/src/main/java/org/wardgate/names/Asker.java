package org.wardgate.names;

import java.net.InetSocketAddress;
import org.xbill.DNS.Message;

/** Who asked, and the way back. Confined to the resolver's thread. */
interface Asker {
  /** Where the question came from. */
  InetSocketAddress source();

  /** Longest answer that gets there, in bytes. */
  int answerMaxBytes(Message question);

  /** Sends the answer; one that cannot be sent is lost. */
  void answer(Message reply);
}
