package org.wardgate.names;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Reads a message of a device: to be forwarded, answered at once, or not answered. */
final class QuestionReader {
  /** Longest datagram looked at, in bytes; a question with one name needs less. */
  static final int QUESTION_MAX_BYTES = 512;

  private static final int TYPE_SVCB = 64;
  private static final int TYPE_HTTPS = 65;

  /** RFC 8520 §8.1 names: what a policy can mention. */
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,62})(\\.[a-z0-9]([a-z0-9-]{0,62})){0,126}");

  private QuestionReader() {}

  /** What is to be done: one of the two is present, or neither. */
  record Reading(Optional<Question> forward, Optional<Message> answer) {
    static Reading ignore() {
      return new Reading(Optional.empty(), Optional.empty());
    }

    static Reading answer(Message answer) {
      return new Reading(Optional.empty(), Optional.of(answer));
    }
  }

  static Reading read(byte[] datagram, Asker asker) {
    if (datagram.length > QUESTION_MAX_BYTES) {
      return Reading.ignore();
    }
    Message message;
    try {
      message = new Message(datagram);
    } catch (IOException e) {
      return Reading.ignore(); // nothing to answer to
    }
    Header header = message.getHeader();
    if (header.getFlag(Flags.QR)) {
      return Reading.ignore();
    }
    if (header.getOpcode() != Opcode.QUERY) {
      return Reading.answer(Replies.of(message, Rcode.NOTIMP));
    }
    Record question = message.getQuestion();
    if (header.getCount(0) != 1 || question == null) {
      return Reading.answer(Replies.of(message, Rcode.FORMERR));
    }
    return judge(message, question, asker);
  }

  private static Reading judge(Message message, Record question, Asker asker) {
    Name name = question.getName();
    String text = name.toString(true).toLowerCase(Locale.ROOT);
    if (question.getDClass() != DClass.IN || text.length() > 253 || !NAME.matcher(text).matches()) {
      return Reading.answer(Replies.of(message, Rcode.REFUSED));
    }
    return switch (question.getType()) {
      case Type.A, Type.AAAA ->
          new Reading(
              Optional.of(new Question(asker, message, name, text, question.getType())),
              Optional.empty());
      // no addresses of that kind, which could not be put in force: the device goes on with A
      case TYPE_SVCB, TYPE_HTTPS -> Reading.answer(Replies.of(message, Rcode.NOERROR));
      default -> Reading.answer(Replies.of(message, Rcode.REFUSED));
    };
  }
}
