package org.wardgate.decision.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.Expected;
import org.wardgate.decision.state.IssuingFacts;
import org.wardgate.decision.state.Outcome;

/** Steps as journal payloads: the line for people, the outcomes to fold, the intents by name. */
public final class StepJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StepJson() {}

  /**
   * The payload of a record.
   *
   * @param line for people
   * @param outcomes of which the durable ones are written
   * @param named intents that followed
   */
  public static Bytes write(String line, List<Outcome> outcomes, List<Intent> named) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("line", line);
    node.put("rulesVersion", Reducer.RULES_VERSION);
    writeOutcomes(node.putArray("outcomes"), outcomes);
    ArrayNode intents = node.putArray("intents");
    named.forEach(i -> intents.add(i.getClass().getSimpleName() + " " + i.correlationId()));
    return bytes(node);
  }

  /** A whole state as outcomes, for a checkpoint. */
  public static Bytes writeState(List<Outcome> outcomes) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rulesVersion", Reducer.RULES_VERSION);
    writeOutcomes(node.putArray("outcomes"), outcomes);
    return bytes(node);
  }

  private static void writeOutcomes(ArrayNode array, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.CaseIs c) {
        array.addObject().set("case", CaseJson.write(c.newCase()));
      } else if (outcome instanceof Outcome.CaseForgotten f) {
        array.addObject().put("forgotten", f.device().value());
      } else if (outcome instanceof Outcome.PolicyIs p) {
        array.addObject().set("policy", PolicyJson.write(p.policy()));
      } else if (outcome instanceof Outcome.NotesAre n) {
        array.addObject().set("notes", NotesJson.write(n.notes()));
      } else if (outcome instanceof Outcome.AdvisoryIs a) {
        array.addObject().set("advisory", AdvisoryJson.write(a.advisory()));
      } else if (outcome instanceof Outcome.AdvisoryForgotten f) {
        array.addObject().put("advisoryForgotten", f.id());
      } else if (outcome instanceof Outcome.IncidentIs i) {
        array.addObject().set("incident", IncidentJson.write(i.incident()));
      } else if (outcome instanceof Outcome.IncidentJoined j) {
        array.addObject().set("incidentJoined", IncidentJson.writeJoined(j));
      } else if (outcome instanceof Outcome.IncidentForgotten f) {
        array.addObject().put("incidentForgotten", f.number());
      } else if (outcome instanceof Outcome.ExpectedIs e) {
        array.addObject().set("expected", writeExpected(e));
      } else if (outcome instanceof Outcome.ClockTurned c) {
        array
            .addObject()
            .putObject("clock")
            .put("right", c.right())
            .put("notBefore", c.notBefore().toString());
      } else if (outcome instanceof Outcome.IssuingIs i) {
        array.addObject().set("issuing", writeIssuing(i.issuing()));
      } else if (outcome instanceof Outcome.OfAssurance a) {
        AssuranceJson.write(array, a);
      } else if (outcome instanceof Outcome.OfUpkeep u) {
        UpkeepJson.write(array, u);
      }
    }
  }

  private static ObjectNode writeIssuing(IssuingFacts issuing) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("held", issuing.heldCount());
    issuing.trouble().ifPresent(p -> node.set("problem", ProblemJson.write(p)));
    return node;
  }

  private static IssuingFacts readIssuing(JsonNode node) {
    Optional<Problem> trouble =
        node.hasNonNull("problem")
            ? Optional.of(ProblemJson.read(Fields.object(node, "problem")))
            : Optional.empty();
    return new IssuingFacts(trouble, Fields.integer(node, "held"));
  }

  private static ObjectNode writeExpected(Outcome.ExpectedIs expected) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("device", expected.device().value());
    expected
        .expected()
        .ifPresent(
            e ->
                node.put("fromGateway", e.fromGateway())
                    .put("validUntil", e.validUntil().toString()));
    return node;
  }

  private static Bytes bytes(ObjectNode node) {
    try {
      return Bytes.of(MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values can always be written", e);
    }
  }

  /**
   * Reads what {@link #write} or {@link #writeState} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Recorded read(Bytes payload) {
    JsonNode node;
    try {
      node = MAPPER.readTree(payload.toArray());
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode outcome : node.path("outcomes")) {
      outcomes.add(readOutcome(outcome));
    }
    return new Recorded(Fields.optionalText(node, "line").orElse(""), outcomes);
  }

  private static Outcome readOutcome(JsonNode outcome) {
    if (outcome.has("case")) {
      return new Outcome.CaseIs(CaseJson.read(Fields.object(outcome, "case")));
    } else if (outcome.has("forgotten")) {
      return new Outcome.CaseForgotten(new DeviceId(Fields.text(outcome, "forgotten")));
    } else if (outcome.has("policy")) {
      return new Outcome.PolicyIs(PolicyJson.read(Fields.object(outcome, "policy")));
    } else if (outcome.has("notes")) {
      return new Outcome.NotesAre(NotesJson.read(Fields.object(outcome, "notes")));
    } else if (outcome.has("advisory")) {
      return new Outcome.AdvisoryIs(AdvisoryJson.read(Fields.object(outcome, "advisory")));
    } else if (outcome.has("advisoryForgotten")) {
      return new Outcome.AdvisoryForgotten(Fields.text(outcome, "advisoryForgotten"));
    }
    return readWards(outcome);
  }

  private static Outcome readWards(JsonNode outcome) {
    if (outcome.has("expected")) {
      JsonNode expected = Fields.object(outcome, "expected");
      return new Outcome.ExpectedIs(
          new DeviceId(Fields.text(expected, "device")),
          Fields.optionalText(expected, "fromGateway")
              .map(from -> new Expected(from, Fields.instant(expected, "validUntil"))));
    } else if (outcome.has("clock")) {
      JsonNode clock = Fields.object(outcome, "clock");
      return new Outcome.ClockTurned(
          Fields.flag(clock, "right"), Fields.instant(clock, "notBefore"));
    }
    if (outcome.has("issuing")) {
      return new Outcome.IssuingIs(readIssuing(Fields.object(outcome, "issuing")));
    }
    if (outcome.has("incident")) {
      return new Outcome.IncidentIs(IncidentJson.read(Fields.object(outcome, "incident")));
    } else if (outcome.has("incidentJoined")) {
      return IncidentJson.readJoined(Fields.object(outcome, "incidentJoined"));
    } else if (outcome.has("incidentForgotten")) {
      return new Outcome.IncidentForgotten(Fields.whole(outcome, "incidentForgotten"));
    }
    return AssuranceJson.read(outcome)
        .or(() -> UpkeepJson.read(outcome))
        .orElseThrow(() -> new IllegalArgumentException("unknown outcome"));
  }

  /**
   * What a record says.
   *
   * @param line for people
   * @param outcomes to fold
   */
  public record Recorded(String line, List<Outcome> outcomes) {
    /** Copies the list. */
    public Recorded {
      outcomes = List.copyOf(outcomes);
    }
  }
}
