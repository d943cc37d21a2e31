package org.wardgate.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonForm;
import org.wardgate.references.offline.JsonFormReader;
import org.wardgate.references.offline.ReferenceFile;
import org.wardgate.references.offline.SigningKey;

/** Makes a signed manifest of the JSON form of reference values. */
public record CorimCreate() implements Verb {

  private static final String FROM = "--from";
  private static final String KEY = "--key";
  private static final String CERTIFICATE = "--certificate";
  private static final String OUT = "--out";
  private static final int KEY_MAX_BYTES = 16_384;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "corim create --from FILE --key FILE --certificate FILE --out FILE",
        Set.of(FROM, KEY, CERTIFICATE, OUT),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Path out = Path.of(arguments.required(OUT));
    JsonForm form =
        JsonFormReader.read(
            DurableFile.readAtMost(
                Path.of(arguments.required(FROM)), JsonFormReader.FILE_MAX_BYTES));
    Bytes signed =
        CorimWriter.signed(
            form,
            SigningKey.ofPem(
                DurableFile.readAtMost(Path.of(arguments.required(KEY)), KEY_MAX_BYTES)),
            InputFile.certificates(arguments.required(CERTIFICATE)));
    // what nobody could use is not written
    ReferenceFile read = ReferenceFile.read(signed);
    DurableFile.write(out, signed);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accepted", true);
    answer.put("file", out.toString());
    answer.put("sha256", signed.sha256().hex());
    answer.put("bytes", signed.length());
    answer.put("summary", read.set().summary());
    terminal.object(answer);
    terminal.line(
        out + ": " + form.id() + " version " + form.version() + ", " + read.set().summary());
    return Exit.ACCEPTED;
  }
}
