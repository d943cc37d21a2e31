package org.wardgate.command.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.journal.OfflineJournal;

/**
 * Writes the audit log: a JSON object per record and line, or one object with {@code --json}. Each
 * record is proved against the chain before it is written; the first that does not match ends it.
 */
public record JournalExport() implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("journal export DIR", Set.of(), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException, IOException {
    Path folder = JournalFolder.of(arguments.operands().get(0));
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(terminal.out())) {
      json.setRootValueSeparator(new SerializedString("\n"));
      if (terminal.json()) {
        json.writeStartObject();
        json.writeArrayFieldStart("records");
      }
      long count = new OfflineJournal().export(folder, record -> write(json, record));
      if (terminal.json()) {
        json.writeEndArray();
        json.writeNumberField("count", count);
        json.writeEndObject();
      }
      if (terminal.json() || count > 0) {
        json.writeRaw('\n');
      }
    }
    return Exit.ACCEPTED;
  }

  private static void write(JsonGenerator json, JournalRecord record) {
    try {
      json.writeStartObject();
      json.writeNumberField("sequence", record.sequence());
      json.writeStringField("at", record.at().toString());
      json.writeStringField("kind", record.kind());
      json.writeStringField("subject", record.subject().map(DeviceId::value).orElse(""));
      json.writeStringField("payloadSha256", record.payloadSha256().hex());
      json.writeStringField("chainSha256", record.chainSha256().hex());
      json.writeFieldName("payload");
      if (record.payload().isPresent()) {
        // JSON by the journal's contract, and proved to be what was written
        json.writeRawValue(new String(record.payload().get().toArray(), StandardCharsets.UTF_8));
      } else {
        json.writeNull();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
