package org.wardgate.command.offline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.RuntimeProperty;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;

/** Checks a protection profile: whether a gateway could use it, and where it is wrong. */
public record ProfileCheck() implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("profile check FILE", Set.of(), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    ProtectionProfile profile =
        ProfileReader.read(
            CaseSource.file(arguments.operands().get(0), ProfileReader.FILE_MAX_BYTES));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accepted", true);
    answer.put("id", profile.id());
    answer.put("version", profile.version());
    answer.put("deviceClasses", profile.deviceClasses().stream().sorted().toList());
    answer.put("level", profile.level());
    answer.put("rules", profile.rules().size());
    answer.put(
        "claimsRequired",
        profile.claimsRequired().stream().map(claim -> claim.claimName()).sorted().toList());
    answer.put("runtime", profile.runtime().stream().map(RuntimeProperty::fact).toList());
    answer.put("submodules", profile.submodules().keySet().stream().sorted().toList());
    answer.put("sha256", profile.text().sha256().hex());
    terminal.object(answer);
    terminal.line("VALID; whether the hospital signed it is not checked here");
    answer.forEach((name, value) -> terminal.line(String.format("  %-15s %s", name, value)));
    return Exit.ACCEPTED;
  }
}
