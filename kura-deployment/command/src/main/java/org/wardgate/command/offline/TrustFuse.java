package org.wardgate.command.offline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.Opinion;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.trust.OpinionFusion;

/** Fuses opinions of subjective logic. */
public record TrustFuse() implements Verb {

  private static final String OPERATOR = "--operator";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "trust fuse --operator cumulative|averaging|weighted|consensus b,d,u[,a] b,d,u[,a] …",
        Set.of(OPERATOR),
        Set.of(),
        1,
        Integer.MAX_VALUE);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    Opinion fused = OpinionFusion.fuse(arguments.required(OPERATOR), arguments.operands());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("belief", fused.belief());
    answer.put("disbelief", fused.disbelief());
    answer.put("uncertainty", fused.uncertainty());
    answer.put("baseRate", fused.baseRate());
    answer.put("projected", fused.projectedProbability());
    terminal.object(answer);
    answer.forEach(
        (name, value) ->
            terminal.line(String.format(Locale.ROOT, "%-12s %.6f", name, (Double) value)));
    return Exit.ACCEPTED;
  }
}
