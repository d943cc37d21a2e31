package org.wardgate.attestation.ear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** As much of CBOR's diagnostic notation as results need. */
final class Diagnostic {
  private final String text;
  private int at;

  private Diagnostic(String text) {
    this.text = text;
  }

  static CborValue read(String text) {
    return new Diagnostic(text).value();
  }

  private CborValue value() {
    char first = peek();
    if (first == '{') {
      Map<CborValue, CborValue> entries = new LinkedHashMap<>();
      for (at++; peek() != '}'; skipComma()) {
        CborValue key = value();
        expect(':');
        entries.put(key, value());
      }
      at++;
      return new CborMap(entries);
    }
    if (first == '[') {
      List<CborValue> items = new ArrayList<>();
      for (at++; peek() != ']'; skipComma()) {
        items.add(value());
      }
      at++;
      return new CborArray(items);
    }
    if (first == '"') {
      return new CborText(until('"', 1));
    }
    if (first == 'h') {
      return new CborBytes(Bytes.ofHex(until('\'', 2)));
    }
    int start = at;
    while (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-') {
      at++;
    }
    return CborInt.of(Long.parseLong(text.substring(start, at)));
  }

  private String until(char end, int prefixChars) {
    int start = at + prefixChars;
    at = text.indexOf(end, start) + 1;
    return text.substring(start, at - 1);
  }

  private char peek() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }

  private void skipComma() {
    if (peek() == ',') {
      at++;
    }
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw new AssertionError("'" + expected + "' expected at " + at);
    }
    at++;
  }
}
