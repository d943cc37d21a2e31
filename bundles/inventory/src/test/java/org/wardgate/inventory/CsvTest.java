package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

class CsvTest {
  private static List<String> read(String text) throws RefusedException {
    List<String> rows = new ArrayList<>();
    Csv.read("t.csv", Hospital.bytes(text), (where, fields) -> rows.add(where + ": " + fields));
    return rows;
  }

  @Test
  void readsRows() throws RefusedException {
    assertThat(read("a,b\r\n1,\r\n"))
        .containsExactly("t.csv line 1: [a, b]", "t.csv line 2: [1, ]");
    assertThat(read("\uFEFFa\nb")).containsExactly("t.csv line 1: [a]", "t.csv line 2: [b]");
    assertThat(read("\"a,\"\"b\"\"\"\n")).containsExactly("t.csv line 1: [a,\"b\"]");
    assertThat(read("")).isEmpty();
  }

  @Test
  void countsLinesInsideQuotes() throws RefusedException {
    assertThat(read("\"a\nb\"\nc")).last().asString().isEqualTo("t.csv line 3: [c]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "\"a\"b", "\"a", "\"", "a\rb", "a,b\r", "a\n\"b"})
  void refusesWhatIsNoCsv(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessageContaining("WG-INV-0002")
        .hasMessageContaining("t.csv line ");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    Bytes latin1 = Bytes.of(new byte[] {'a', (byte) 0xe4});
    assertThatThrownBy(() -> Csv.read("t.csv", latin1, (where, fields) -> {}))
        .hasMessageContaining("t.csv is not UTF-8");
  }

  @Test
  void refusesManyAndLongFields() throws RefusedException {
    assertThat(read("a" + ",a".repeat(Csv.FIELDS_MAX_COUNT - 1))).hasSize(1);
    assertThatThrownBy(() -> read("a" + ",a".repeat(Csv.FIELDS_MAX_COUNT)))
        .hasMessageContaining("WG-INV-0003");
    assertThat(read("a".repeat(Csv.FIELD_MAX_CHARS))).hasSize(1);
    assertThatThrownBy(() -> read("a".repeat(Csv.FIELD_MAX_CHARS + 1)))
        .hasMessageContaining("WG-INV-0003");
    assertThatThrownBy(() -> read('"' + "\n".repeat(Csv.FIELD_MAX_CHARS + 1) + '"'))
        .hasMessageContaining("WG-INV-0003");
  }
}
