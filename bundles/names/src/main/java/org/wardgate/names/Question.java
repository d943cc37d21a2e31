package org.wardgate.names;

import java.net.InetSocketAddress;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * What a device asked.
 *
 * @param asker who
 * @param message as received
 * @param name as asked
 * @param text the name in lower case without trailing dot
 * @param type A or AAAA
 */
record Question(Asker asker, Message message, Name name, String text, int type) {
  /** What makes a repetition of the same question. */
  Key key() {
    boolean stream = asker instanceof TcpConnection;
    return new Key(asker.source(), stream, message.getHeader().getID(), text, type);
  }

  /** A device's question while it is under way. */
  record Key(InetSocketAddress source, boolean stream, int id, String text, int type) {}
}
