package org.wardgate.command.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.offline.JsonFormReader;
import org.wardgate.references.offline.ReferenceFile;
import org.wardgate.references.set.ReferenceSet;

/**
 * Says what files of reference values say, who signed them, and what a gateway would ignore.
 * Whether the signer may say so only the hospital's inventory knows.
 */
public record CorimCheck() implements Verb {

  private static final int FILES_MAX_COUNT = 1_000;

  @Override
  public Syntax syntax() {
    return new Syntax("corim check FILE [FILE …]", Set.of(), Set.of(), 1, FILES_MAX_COUNT);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    Map<String, Object> answers = new LinkedHashMap<>();
    boolean good = true;
    for (String name : arguments.operands()) {
      try {
        ReferenceFile file =
            ReferenceFile.read(
                DurableFile.readAtMost(Path.of(name), JsonFormReader.FILE_MAX_BYTES));
        Map<String, Object> members = members(file);
        answers.put(name, members);
        print(name, members, terminal);
      } catch (RefusedException e) {
        good = false;
        answers.put(name, Terminal.members(e.problem()));
        if (!terminal.json()) {
          terminal.line(name);
          terminal.refuse(e.problem());
        }
      }
    }
    terminal.object(Map.of("accepted", good, "files", answers));
    return good ? Exit.ACCEPTED : Exit.REFUSED;
  }

  private static Map<String, Object> members(ReferenceFile file) throws RefusedException {
    ReferenceSet set = file.set();
    List<String> chain =
        file.signerFirst().stream()
            .map(X509Certificate::getSubjectX500Principal)
            .map(String::valueOf)
            .map(Problem::clean)
            .toList();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", Problem.clean(set.id().substring(set.manufacturerId().length() + 1)));
    members.put("version", set.version());
    members.put("signed", file.signed().isPresent());
    members.put("signer", file.signed().map(SignedCorim::signerName).map(Problem::clean));
    members.put("certificates", chain);
    members.put("speaksFor", file.vendors().stream().map(Problem::clean).toList());
    members.put("notBefore", set.validity().notBefore().toString());
    members.put("notAfter", set.validity().notAfter().toString());
    members.put("attesters", set.attesters().count());
    members.put("roots", set.anchors().size());
    members.put("values", set.valuesCount());
    Map<String, Object> classes = new TreeMap<>();
    set.classes().values().forEach(one -> classes.put(Problem.clean(one.classId()), lines(one)));
    members.put("classes", classes);
    members.put("ignored", set.notes());
    return members;
  }

  private static List<String> lines(ReferenceClass one) {
    return Stream.concat(
            one.components().stream().map(CorimCheck::line),
            new TreeMap<>(one.controls())
                .entrySet().stream()
                    .map(e -> "control " + e.getKey() + (e.getValue() ? " holds" : " fails")))
        .map(Problem::clean)
        .toList();
  }

  private static String line(ReferenceComponent one) {
    String name = one.name().isEmpty() ? "(anonymous)" : one.name();
    String svn = one.svn().isPresent() ? " svn " + one.svn().getAsLong() : "";
    String digests =
        new TreeMap<>(one.digests())
            .entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(d -> " " + e.getKey() + ":" + d.hex()))
                .reduce("", String::concat);
    return name + " " + one.version() + svn + (one.optional() ? " optional" : "") + digests;
  }

  private static void print(String name, Map<String, Object> members, Terminal terminal) {
    String verdict =
        Boolean.TRUE.equals(members.get("signed"))
            ? "well-formed and signed; whether the signer may say so only the inventory knows"
            : "well-formed, but not signed: a gateway refuses it";
    terminal.line(name + ": " + verdict);
    members.forEach((key, value) -> terminal.line(String.format("  %-12s %s", key, text(value))));
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringBuilder text = new StringBuilder();
      map.forEach(
          (key, one) ->
              text.append(System.lineSeparator()).append("    ").append(key).append(indented(one)));
      return text.toString();
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(String::valueOf).orElse("-");
    }
    return value instanceof List<?> ? indented(value) : String.valueOf(value);
  }

  private static String indented(Object value) {
    StringBuilder text = new StringBuilder();
    for (Object line : value instanceof List<?> list ? list : List.of(value)) {
      text.append(System.lineSeparator()).append("      ").append(line);
    }
    return text.toString();
  }
}
