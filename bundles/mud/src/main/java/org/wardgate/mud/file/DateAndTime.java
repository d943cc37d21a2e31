package org.wardgate.mud.file;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;

/** Reads times as RFC 6991 writes them. */
final class DateAndTime {
  private static final Pattern FORM =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(Z|[+-][0-9]{2}:[0-9]{2})");

  private DateAndTime() {}

  static Instant parse(Node node) throws Refusal {
    if (FORM.matcher(node.text()).matches()) {
      try {
        return OffsetDateTime.parse(node.text()).toInstant();
      } catch (DateTimeParseException e) {
        throw node.bad("not a date and time: " + node.text());
      }
    }
    throw node.bad("not a date and time: " + node.text());
  }
}
