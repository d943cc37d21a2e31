package org.wardgate.vulnerabilities.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.vulnerabilities.assess.Claims.Level;
import org.wardgate.vulnerabilities.model.Product;
import org.wardgate.vulnerabilities.model.Statement;
import org.wardgate.vulnerabilities.model.Status;
import org.wardgate.vulnerabilities.model.VersionOrder;
import org.wardgate.vulnerabilities.model.VersionRule.Answer;

/** Compares the SBOM of one firmware with all statements. Pure; used once. */
public final class Assessor {
  /** What counts for a vulnerability whose base score nobody states: the least that is high. */
  public static final double SCORE_UNSTATED = 7.0;

  private static final int IDS_MAX_COUNT = 32;

  private final Firmware firmware;
  private final Components components;
  private final Map<String, Claims> claims = new HashMap<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final Set<String> exploited = new HashSet<>();
  private final Map<String, Set<String>> fixes = new HashMap<>();
  private Instant newest;

  private Assessor(Firmware firmware) {
    this.firmware = firmware;
    this.components = new Components(firmware.sbom().components());
    this.newest = firmware.at();
  }

  /** What is known about the firmware from those sources that may speak of it. */
  public static Assessment assess(Firmware firmware, List<Source> sources) {
    Assessor assessor = new Assessor(firmware);
    for (Source source : sources) {
      if (source.mayJudge(firmware)) {
        assessor.add(source);
      }
    }
    return assessor.assessment();
  }

  private void add(Source source) {
    newest = source.at().isAfter(newest) ? source.at() : newest;
    exploited.addAll(source.statements().exploited());
    source.statements().scores().forEach((id, score) -> scores.merge(id, score, Math::max));
    for (Statement statement : source.statements().statements()) {
      add(source.speaker(), statement);
      fix(statement);
    }
  }

  private void add(String speaker, Statement statement) {
    // What is unclear counts against the firmware and never for it.
    boolean unclearToo =
        statement.status() == Status.AFFECTED || statement.status() == Status.UNDER_INVESTIGATION;
    Product product = statement.product();
    Answer answer = product.names(firmware.sbom().firmware(), firmware.sbom().vendor());
    boolean ours = answer == Answer.YES || (unclearToo && answer == Answer.UNCLEAR);
    Optional<Product> part = statement.component();
    if (ours && part.isPresent()) {
      Set<Integer> named = components.named(part.get(), unclearToo);
      named.forEach(index -> claim(statement, index, Level.COMPONENT_IN_FIRMWARE, speaker));
      if (named.isEmpty() && statement.status() == Status.AFFECTED) {
        // The SBOM may be incomplete.
        claim(statement, Claims.WHOLE, Level.FIRMWARE, speaker);
      }
    } else if (ours) {
      claim(statement, Claims.WHOLE, Level.FIRMWARE, speaker);
    } else if (part.isEmpty()) {
      for (int index : components.named(product, unclearToo)) {
        claim(statement, index, Level.COMPONENT, speaker);
      }
    }
  }

  private void claim(Statement statement, int subject, Level level, String speaker) {
    claims
        .computeIfAbsent(statement.vulnerability(), id -> new Claims())
        .add(subject, level, speaker, statement.status(), statement.at());
  }

  private void fix(Statement statement) {
    Product product = statement.product();
    String version = product.oneVersion();
    if (statement.status() == Status.FIXED
        && !version.isEmpty()
        && product.namesSomeVersionOf(firmware.sbom().firmware(), firmware.sbom().vendor())) {
      fixes.computeIfAbsent(statement.vulnerability(), id -> new HashSet<>()).add(version);
    }
  }

  private Assessment assessment() {
    List<String> open = new ArrayList<>();
    claims.forEach(
        (id, said) -> {
          if (said.affected() || (said.onlyInvestigated() && exploited.contains(id))) {
            open.add(id);
          }
        });
    open.sort(Comparator.comparingDouble((String id) -> -score(id)).thenComparing(id -> id));
    return new Assessment(
        firmware.manufacturerId(),
        firmware.sbom().firmware().name(),
        firmware.sbom().firmware().version(),
        open.isEmpty() ? 0 : score(open.get(0)),
        open.size(),
        (int) open.stream().filter(exploited::contains).count(),
        fixedIn(open),
        open.subList(0, Math.min(open.size(), IDS_MAX_COUNT)),
        newest);
  }

  private double score(String id) {
    return scores.getOrDefault(id, SCORE_UNSTATED);
  }

  /** The first version that closes one of them, for each; the newest of those. */
  private String fixedIn(List<String> open) {
    String own = firmware.sbom().firmware().version();
    String newestFix = "";
    for (String id : open) {
      Optional<String> first =
          fixes.getOrDefault(id, Set.of()).stream()
              .filter(version -> VersionOrder.NATURAL.compare(version, own) > 0)
              .min(VersionOrder.NATURAL);
      if (first.isPresent() && VersionOrder.NATURAL.compare(first.get(), newestFix) > 0) {
        newestFix = first.get();
      }
    }
    return newestFix;
  }
}
