package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;

/** What is written by RFC 4180 is read back; anything else is refused, and nothing else happens. */
class CsvProperties {
  private static List<List<String>> read(Bytes content) throws RefusedException {
    List<List<String>> rows = new ArrayList<>();
    Csv.read("t.csv", content, (where, fields) -> rows.add(fields));
    return rows;
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> fields =
        Arbitraries.strings()
            .withChars(',', '"', '\n', '\r', ' ', 'a', 'ä', '€', '0', ';', '\'')
            .ofMaxLength(12);
    return Arbitraries.integers()
        .between(1, Csv.FIELDS_MAX_COUNT)
        .flatMap(columns -> fields.list().ofSize(columns).list().ofMaxSize(8));
  }

  @Property(tries = 500)
  void whatIsWrittenIsRead(
      @ForAll("tables") List<List<String>> table, @ForAll boolean crlf, @ForAll boolean lastEnd)
      throws RefusedException {
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      text.append(
          String.join(
              ",", row.stream().map(field -> '"' + field.replace("\"", "\"\"") + '"').toList()));
      text.append(crlf ? "\r\n" : "\n");
    }
    if (!lastEnd && !table.isEmpty()) {
      text.setLength(text.length() - (crlf ? 2 : 1));
    }
    assertThat(read(Hospital.bytes(text.toString()))).isEqualTo(table);
  }

  @Property(tries = 1_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    readOrRefused(Bytes.of(bytes));
  }

  @Property(tries = 1_000)
  void anyTextOfTheDelimitersIsReadOrRefused(@ForAll("soup") String text) {
    readOrRefused(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.strings().withChars(',', '"', '\n', '\r', 'a').ofMaxLength(30);
  }

  private static void readOrRefused(Bytes content) {
    try {
      for (List<String> row : read(content)) {
        assertThat(row).isNotEmpty().hasSizeLessThanOrEqualTo(Csv.FIELDS_MAX_COUNT);
      }
    } catch (RefusedException e) {
      assertThat(e.errorCode()).isIn(InventoryErrors.MALFORMED, InventoryErrors.TOO_LARGE);
      assertThat(e.getMessage()).contains("t.csv");
    }
  }
}
