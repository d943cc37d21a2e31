package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Fetches a device's current conformity certificate, or with {@code --status} the status of one.
 *
 * @param home where instances lie
 */
public record ConformityGet(Home home) implements Verb {
  private static final String FORMAT = "--format";
  private static final String STATUS = "--status";
  private static final String ID_FORM = "[0-9a-f]{32}";
  private static final Map<String, Format> FORMATS =
      Map.of("cwt", Format.CWT, "jwt", Format.JWT, "vc", Format.VC_JWT);

  @Override
  public Syntax syntax() {
    return new Syntax(
        "conformity get ID [--format cwt|jwt|vc] [--out FILE] [--instance DIR]"
            + "   (with --status, ID is a certificate's)",
        Set.of(Home.OPTION, FORMAT, OutputFile.OPTION),
        Set.of(STATUS),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Format format = FORMATS.get(arguments.option(FORMAT).orElse("jwt"));
    if (format == null) {
      throw new UsageException(FORMAT + " is cwt, jwt or vc");
    }
    String path = path(arguments);
    Optional<Path> file = OutputFile.of(arguments);
    Bytes content =
        new GatewayHandle(home.instance(arguments)).client().open(path, format.mediaType());
    String text =
        format == Format.CWT
            ? Base64.getEncoder().encodeToString(content.toArray())
            : new String(content.toArray(), StandardCharsets.US_ASCII);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("mediaType", format.mediaType());
    if (file.isPresent()) {
      OutputFile.write(file.get(), content);
      answer.put("file", file.get().toString());
    } else {
      answer.put("content", text);
    }
    terminal.object(answer);
    terminal.line(file.map(f -> "  written to " + f).orElse(text));
    return Exit.ACCEPTED;
  }

  private static String path(Arguments arguments) throws UsageException {
    if (!arguments.has(STATUS)) {
      DeviceId device = DeviceQuestion.device(arguments);
      return "/conformity/" + device;
    }
    String id = arguments.operands().get(0);
    if (!id.matches(ID_FORM)) {
      throw new UsageException("a certificate's id is 32 hexadecimal digits");
    }
    return "/conformity/status/" + id;
  }
}
