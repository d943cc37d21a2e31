package org.wardgate.names;

import java.net.InetSocketAddress;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * What a device asked.
 *
 * @param source who
 * @param message as received
 * @param name as asked
 * @param text the name in lower case without trailing dot
 */
record Question(InetSocketAddress source, Message message, Name name, String text) {
  /** What makes a repetition of the same question. */
  Key key() {
    return new Key(source, message.getHeader().getID(), text);
  }

  boolean extended() {
    return message.getOPT() != null;
  }

  /** A device's question while it is under way. */
  record Key(InetSocketAddress source, int id, String text) {}
}
