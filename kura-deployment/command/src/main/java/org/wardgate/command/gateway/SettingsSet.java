package org.wardgate.command.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Changes settings of one component. A setting named more than once is a list; {@code KEY=} makes
 * it empty.
 *
 * @param home where instances lie
 */
public record SettingsSet(Home home) implements Verb {
  private static final int VALUES_MAX_COUNT = 256;
  private static final String KEY_FORM = "[A-Za-z0-9_.-]{1,128}";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "settings set PID KEY=VALUE… [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        2,
        VALUES_MAX_COUNT);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String pid = SettingsShow.pid(arguments.operands().get(0));
    Map<String, List<String>> values =
        values(arguments.operands().subList(1, arguments.operands().size()));
    AdminClient client = Asker.client(home, arguments);
    String version = DeviceText.text(client.get("/settings/" + pid), "version");
    Map<String, Object> form = client.putJson("/settings/" + pid, body(version, values));
    terminal.object(form);
    SettingsShow.show(terminal, form);
    return Exit.ACCEPTED;
  }

  private static Map<String, List<String>> values(List<String> words) throws UsageException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? "" : word.substring(0, equals);
      if (!key.matches(KEY_FORM)) {
        throw new UsageException("settings are given as KEY=VALUE");
      }
      values.computeIfAbsent(key, none -> new ArrayList<>()).add(word.substring(equals + 1));
    }
    return values;
  }

  private static String body(String version, Map<String, List<String>> values) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("version", version);
      json.writeObjectFieldStart("values");
      for (Map.Entry<String, List<String>> value : values.entrySet()) {
        json.writeArrayFieldStart(value.getKey());
        for (String one : value.getValue()) {
          json.writeString(one);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }
}
