package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.Exemptions;

/** What people allowed a device, as JSON inside its case. What is not there is not written. */
final class ExemptionsJson {
  private static final String NAME = "exemptions";

  private ExemptionsJson() {}

  static void write(ObjectNode node, Exemptions exemptions) {
    if (exemptions.all().isEmpty()) {
      return;
    }
    ArrayNode array = node.putArray(NAME);
    for (Exemption e : exemptions.all()) {
      ObjectNode one = array.addObject();
      one.put("kind", e.kind().name());
      one.put("operator", e.operator());
      one.put("reason", e.reason());
      one.put("since", e.since().toString());
      one.put("validityMillis", e.validity().toMillis());
      one.put("until", e.until().toString());
      e.despite().ifPresent(p -> one.set("despite", ProblemJson.write(p)));
      one.put("provenBad", e.provenBad());
      one.put("announced", e.announced());
    }
  }

  static Exemptions read(JsonNode node) {
    List<Exemption> all = new ArrayList<>();
    for (JsonNode one : node.path(NAME)) {
      Optional<Problem> despite =
          one.hasNonNull("despite")
              ? Optional.of(ProblemJson.read(Fields.object(one, "despite")))
              : Optional.empty();
      all.add(
          new Exemption(
              Kind.valueOf(Fields.text(one, "kind")),
              Fields.text(one, "operator"),
              Fields.text(one, "reason"),
              Fields.instant(one, "since"),
              Duration.ofMillis(Fields.whole(one, "validityMillis")),
              Fields.instant(one, "until"),
              despite,
              Fields.flag(one, "provenBad"),
              Fields.flag(one, "announced")));
    }
    return new Exemptions(all);
  }
}
