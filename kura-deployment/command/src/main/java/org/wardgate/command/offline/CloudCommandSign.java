package org.wardgate.command.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.references.offline.SigningKey;

/**
 * Signs a command that a gateway takes from the cloud.
 *
 * @param clock of day
 */
public record CloudCommandSign(Clock clock) implements Verb {
  private static final String GATEWAY = "--gateway";
  private static final String SEQUENCE = "--sequence";
  private static final String COMMAND = "--command";
  private static final String DEVICE = "--device";
  private static final String UPDATE = "--update";
  private static final String SIGNATURE = "--signature";
  private static final String LOCATION = "--location";
  private static final String REASON = "--reason";
  private static final String MINUTES = "--minutes";
  private static final String KEY = "--key";
  private static final String CERTIFICATE = "--certificate";
  private static final String OUT = "--out";
  private static final int KEY_MAX_BYTES = 16_384;
  private static final int SIGNATURE_MAX_BYTES = 32_768;
  private static final long MINUTES_DEFAULT = 60;
  private static final long MINUTES_MAX = 31 * 24 * 60;

  /** Each command and the options that it needs. */
  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "quarantine", List.of(DEVICE),
          "release", List.of(DEVICE),
          "retire", List.of(DEVICE),
          "revoke", List.of(DEVICE),
          "update", List.of(SIGNATURE, LOCATION),
          "approve-update", List.of(UPDATE));

  @Override
  public Syntax syntax() {
    return new Syntax(
        "cloud command sign --gateway ID --sequence N --command WORD --reason TEXT [--device ID |"
            + " --signature FILE --location URL | --update ID] [--minutes N] --key FILE"
            + " --certificate FILE --out FILE",
        Set.of(
            GATEWAY,
            SEQUENCE,
            COMMAND,
            DEVICE,
            UPDATE,
            SIGNATURE,
            LOCATION,
            REASON,
            MINUTES,
            KEY,
            CERTIFICATE,
            OUT),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    if (!arguments.operands().equals(List.of("sign"))) {
      throw new UsageException("cloud command sign is the only one");
    }
    Path out = Path.of(arguments.required(OUT));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires =
        now.plus(
            Duration.ofMinutes(
                number(
                    arguments.option(MINUTES).orElse(Long.toString(MINUTES_DEFAULT)),
                    MINUTES,
                    MINUTES_MAX)));
    Bytes content = content(arguments, expires);
    Bytes signed =
        AttachedCms.sign(
            content,
            SigningKey.ofPem(
                DurableFile.readAtMost(Path.of(arguments.required(KEY)), KEY_MAX_BYTES)),
            InputFile.certificates(arguments.required(CERTIFICATE)),
            now);
    DurableFile.write(out, signed);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("file", out.toString());
    answer.put("command", arguments.required(COMMAND));
    answer.put("expires", expires.toString());
    answer.put("bytes", signed.length());
    terminal.object(answer);
    terminal.line(out + ": " + arguments.required(COMMAND) + ", expires at " + expires);
    return Exit.ACCEPTED;
  }

  private static Bytes content(Arguments arguments, Instant expires)
      throws UsageException, IOException {
    String word = arguments.required(COMMAND);
    List<String> needed = COMMANDS.get(word);
    if (needed == null) {
      throw new UsageException(COMMAND + " must be one of " + COMMANDS.keySet());
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(content)) {
      json.writeStartObject();
      json.writeStringField("gateway", arguments.required(GATEWAY));
      json.writeNumberField(
          "sequence", number(arguments.required(SEQUENCE), SEQUENCE, Long.MAX_VALUE));
      json.writeStringField("expires", expires.toString());
      json.writeStringField("command", word);
      json.writeStringField("reason", arguments.required(REASON));
      for (String option : needed) {
        String value = arguments.required(option);
        json.writeStringField(
            option.substring(2), option.equals(SIGNATURE) ? base64(Path.of(value)) : value);
      }
      json.writeEndObject();
    }
    return Bytes.of(content.toByteArray());
  }

  private static String base64(Path file) throws IOException {
    Bytes signature = DurableFile.readAtMost(file, SIGNATURE_MAX_BYTES);
    return Base64.getEncoder().encodeToString(signature.toArray());
  }

  private static long number(String text, String option, long max) throws UsageException {
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " must be 1 to " + max);
    }
    throw new UsageException(option + " must be 1 to " + max);
  }
}
