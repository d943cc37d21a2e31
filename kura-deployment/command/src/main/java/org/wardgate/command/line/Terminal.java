package org.wardgate.command.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.Problem;

/**
 * Where answers go: for people, lines on standard output and refusals on standard error; for
 * machines, exactly one JSON object on standard output.
 *
 * @param out standard output
 * @param err standard error
 * @param json whether for machines
 */
public record Terminal(PrintStream out, PrintStream err, boolean json) {

  /** A line for people alone. */
  public void line(String text) {
    if (!json) {
      out.println(text);
    }
  }

  /** Something about what is going on, never part of the answer. */
  public void note(String text) {
    err.println(text);
  }

  /** The answer for machines alone. */
  public void object(Map<String, ?> content) {
    if (json) {
      out.println(text(content));
    }
  }

  /** A refusal, with its remedy. */
  public void refuse(Problem problem) {
    if (json) {
      object(members(problem));
    } else {
      err.println(problem.line());
      err.println("  " + problem.remedy());
    }
  }

  /** A problem's members. */
  public static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", problem.code());
    members.put("reason", problem.reason());
    members.put("detail", problem.detail());
    members.put("remedy", problem.remedy());
    return members;
  }

  /** Rows of cells, the columns aligned, the last one free. */
  public void table(List<List<String>> rows) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i));
        if (i < row.size() - 1) {
          text.append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
      }
      line(text.toString().stripTrailing());
    }
  }

  private static String text(Map<String, ?> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      write(generator, content);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        write(generator, optional.get());
      } else {
        generator.writeNull();
      }
    } else if (value instanceof Enum<?> constant) {
      generator.writeString(constant.name());
    } else {
      generator.writePOJO(value);
    }
  }
}
