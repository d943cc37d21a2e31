package org.wardgate.vulnerabilities.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a document says. Immutable. */
public sealed interface Content {
  /**
   * What firmware consists of.
   *
   * @param vendor who makes the device, as the SBOM names it
   * @param firmware model and version are its name and version
   * @param components at most {@value Limits#COMPONENTS_MAX_COUNT}
   */
  record Sbom(String vendor, Identity firmware, List<Identity> components) implements Content {
    /** Copies the list. */
    public Sbom {
      components = List.copyOf(components);
    }
  }

  /**
   * What is known about vulnerabilities.
   *
   * @param statements at most {@value Limits#STATEMENTS_MAX_COUNT}
   * @param scores highest base score by vulnerability, 0 to 10
   * @param exploited vulnerabilities that are known to be exploited
   */
  record Statements(List<Statement> statements, Map<String, Double> scores, Set<String> exploited)
      implements Content {
    /** Copies the collections. */
    public Statements {
      statements = List.copyOf(statements);
      scores = Map.copyOf(scores);
      exploited = Set.copyOf(exploited);
    }
  }
}
