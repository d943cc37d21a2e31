package org.wardgate.inventory;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;

/**
 * Reads comma-separated values (RFC 4180) row by row: UTF-8, lines that end with CRLF or LF, fields
 * with commas, quotes or line ends in double quotes. Strict: what is neither is refused with its
 * line. For one use, by one thread.
 */
final class Csv {
  /** Most fields of a row. */
  static final int FIELDS_MAX_COUNT = 16;

  /** Longest field, in characters. */
  static final int FIELD_MAX_CHARS = InventoryLimits.URL_MAX_CHARS;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final CharBuffer text;
  private int line = 1;

  private Csv(String name, CharBuffer text) {
    this.name = name;
    this.text = text;
  }

  /** One row. */
  interface Row {
    /**
     * Takes it.
     *
     * @param where for people, for example {@code devices.csv line 3}
     * @param fields at least one
     */
    void take(String where, List<String> fields) throws RefusedException;
  }

  /**
   * Reads all rows.
   *
   * @param name of the file, for people
   * @throws RefusedException WG-INV-0002 or WG-INV-0003 naming file and line, or what a row throws
   */
  static void read(String name, Bytes content, Row row) throws RefusedException {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.toArray()));
    } catch (CharacterCodingException e) {
      throw new RefusedException(InventoryErrors.MALFORMED, name + " is not UTF-8", e);
    }
    Csv csv = new Csv(name, text);
    csv.skipMark();
    while (text.hasRemaining()) {
      String where = csv.where();
      row.take(where, csv.row());
    }
  }

  private String where() {
    return name + " line " + line;
  }

  /** Spreadsheets put one in front. */
  private void skipMark() {
    if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
      text.get();
    }
  }

  private List<String> row() throws RefusedException {
    List<String> fields = new ArrayList<>(FIELDS_MAX_COUNT);
    do {
      if (fields.size() == FIELDS_MAX_COUNT) {
        throw tooLarge("more than " + FIELDS_MAX_COUNT + " fields");
      }
      fields.add(at('"') ? quoted() : plain());
    } while (taken(','));
    end();
    return fields;
  }

  private String plain() throws RefusedException {
    StringBuilder field = new StringBuilder();
    while (text.hasRemaining() && !at(',') && !at('\r') && !at('\n')) {
      char next = text.get();
      if (next == '"') {
        throw malformed("a quote inside a field that is not quoted");
      }
      append(field, next);
    }
    return field.toString();
  }

  private String quoted() throws RefusedException {
    StringBuilder field = new StringBuilder();
    text.get();
    while (text.hasRemaining()) {
      char next = text.get();
      if (next == '"' && !taken('"')) {
        return field.toString(); // RFC 4180 §2.7: two of them are one
      }
      line += next == '\n' ? 1 : 0;
      append(field, next);
    }
    throw malformed("a quoted field that does not end");
  }

  private void append(StringBuilder field, char next) throws RefusedException {
    if (field.length() == FIELD_MAX_CHARS) {
      throw tooLarge("a field longer than " + FIELD_MAX_CHARS + " characters");
    }
    field.append(next);
  }

  private void end() throws RefusedException {
    boolean carriage = taken('\r');
    if (!taken('\n') && (carriage || text.hasRemaining())) {
      throw malformed("something else than a comma or the line's end after a field");
    }
    line++;
  }

  private boolean at(char expected) {
    return text.hasRemaining() && text.get(text.position()) == expected;
  }

  private boolean taken(char expected) {
    boolean there = at(expected);
    if (there) {
      text.get();
    }
    return there;
  }

  private RefusedException malformed(String what) {
    return new RefusedException(InventoryErrors.MALFORMED, where() + ": " + what);
  }

  private RefusedException tooLarge(String what) {
    return new RefusedException(InventoryErrors.TOO_LARGE, where() + ": " + what);
  }
}
