package org.wardgate.crypto.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborFloat;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/**
 * Reads CBOR diagnostic notation (RFC 8949 §8, RFC 8610 Appendix G): integers, floats, text, {@code
 * h''}, {@code b64''}, arrays, maps, tags, simple values, embedded {@code <<>>}, comments between
 * slashes and after {@code #}, and a comma before a closing bracket. Not indefinite lengths. For
 * one use, by one thread.
 */
public final class Diagnostic {
  private static final String END_OF_WORD = ",:()[]{}<>'\"/# \t\r\n";

  private final String text;
  private int at;

  private Diagnostic(String text) {
    this.text = text;
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException if it is not one value in this notation
   */
  public static CborValue read(String text) {
    Diagnostic diagnostic = new Diagnostic(text);
    CborValue value = diagnostic.value();
    diagnostic.skip();
    if (diagnostic.at < text.length()) {
      throw diagnostic.wrong("something follows the value");
    }
    return value;
  }

  /** The value that a text stands for, in the core deterministic encoding. */
  public static Bytes encode(String text) {
    return CborWriter.write(read(text));
  }

  private CborValue value() {
    skip();
    return switch (peek()) {
      case '{' -> map();
      case '[' -> new CborArray(items("[", "]"));
      case '"' -> new CborText(string());
      case '\'' -> new CborBytes(Bytes.of(quoted('\'').getBytes(StandardCharsets.UTF_8)));
      case '<' -> embedded();
      default -> word();
    };
  }

  private CborValue map() {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    take("{");
    while (!follows("}")) {
      CborValue key = value();
      take(":");
      if (entries.put(key, value()) != null) {
        throw wrong("a key occurs twice");
      }
      if (!follows("}")) {
        take(",");
      }
    }
    take("}");
    return new CborMap(entries);
  }

  private List<CborValue> items(String open, String close) {
    List<CborValue> items = new ArrayList<>();
    take(open);
    while (!follows(close)) {
      items.add(value());
      if (!follows(close)) {
        take(",");
      }
    }
    take(close);
    return items;
  }

  private CborValue embedded() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (CborValue item : items("<<", ">>")) {
      content.writeBytes(CborWriter.write(item).toArray());
    }
    return new CborBytes(Bytes.of(content.toByteArray()));
  }

  private CborValue word() {
    int start = at;
    while (at < text.length() && END_OF_WORD.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == '\'') {
      return bytes(word);
    }
    return switch (word) {
      case "true" -> CborSimple.TRUE;
      case "false" -> CborSimple.FALSE;
      case "null" -> CborSimple.NULL;
      case "undefined" -> CborSimple.UNDEFINED;
      case "NaN" -> new CborFloat(Double.NaN);
      case "Infinity" -> new CborFloat(Double.POSITIVE_INFINITY);
      case "-Infinity" -> new CborFloat(Double.NEGATIVE_INFINITY);
      case "simple" -> new CborSimple(Integer.parseInt(inParentheses().trim()));
      default -> number(word);
    };
  }

  private CborValue number(String word) {
    try {
      if (word.startsWith("0x")) {
        return CborInt.of(Long.parseUnsignedLong(word.substring(2), 16));
      }
      BigDecimal number = new BigDecimal(word);
      if (follows("(")) {
        return new CborTag(number.longValueExact(), only(items("(", ")")));
      }
      return word.matches("-?[0-9]+")
          ? new CborInt(number.toBigIntegerExact())
          : new CborFloat(number.doubleValue());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("neither number nor name: " + word, e);
    }
  }

  private CborValue only(List<CborValue> items) {
    if (items.size() != 1) {
      throw wrong("a tag has one value");
    }
    return items.get(0);
  }

  private String inParentheses() {
    take("(");
    int end = text.indexOf(')', at);
    String content = text.substring(at, end);
    at = end + 1;
    return content;
  }

  private CborValue bytes(String kind) {
    String content = withoutComments(quoted('\''));
    return switch (kind) {
      case "h" -> new CborBytes(Bytes.ofHex(content));
      case "b64" ->
          new CborBytes(
              Bytes.of(Base64.getDecoder().decode(content.replace('-', '+').replace('_', '/'))));
      default -> throw wrong("an unknown kind of byte string: " + kind);
    };
  }

  private static String withoutComments(String content) {
    return content.replaceAll("#[^\n]*|\\s", "");
  }

  private String string() {
    return quoted('"');
  }

  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    at++;
    while (peek() != quote) {
      char c = text.charAt(at++);
      content.append(c == '\\' ? escaped() : c);
    }
    at++;
    return content.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private boolean follows(String token) {
    skip();
    return text.startsWith(token, at);
  }

  private void take(String token) {
    if (!follows(token)) {
      throw wrong("expected " + token);
    }
    at += token.length();
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("the end");
    }
    return text.charAt(at);
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '/' || c == '#') {
        int end = text.indexOf(c == '/' ? '/' : '\n', at + 1);
        at = end < 0 ? text.length() : end + 1;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private IllegalArgumentException wrong(String what) {
    long line = text.substring(0, Math.min(at, text.length())).lines().count();
    return new IllegalArgumentException(what + " in line " + line);
  }
}
