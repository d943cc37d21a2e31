package org.wardgate.mud.compile;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.MudParser;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * A file, read and translated.
 *
 * @param file absent if it could not be read
 * @param compiled absent if the file is refused
 * @param findings everything worth saying
 */
public record Analysis(
    Optional<MudFile> file, Optional<CompiledMudFile> compiled, Findings findings) {

  /** Reads and translates a file. Never fails: the findings say what is wrong. Pure. */
  public static Analysis of(Bytes content) {
    Findings findings = new Findings();
    Optional<MudFile> file = MudParser.parse(content, findings);
    return new Analysis(
        file, file.flatMap(f -> Translation.translate(f, content, findings)), findings);
  }

  /** As {@link #of(Bytes)}, for a file that must be at home at the given URL (RFC 8520 §3.2). */
  public static Analysis of(Bytes content, String mudUrl) {
    Analysis analysis = of(content);
    if (analysis.file.isPresent() && !analysis.file.get().mudUrl().text().equals(mudUrl)) {
      String home = analysis.file.get().mudUrl().text();
      analysis.findings.error(
          new Refusal(MudErrors.URL_MISMATCH, Place.ROOT, home + " instead of " + mudUrl));
      return new Analysis(analysis.file, Optional.empty(), analysis.findings);
    }
    return analysis;
  }

  /**
   * What the file becomes.
   *
   * @throws RefusedException the first reason to refuse the file
   */
  public CompiledMudFile accepted() throws RefusedException {
    findings.refuseOnError();
    return compiled.orElseThrow();
  }

  /** What the device may do once admitted; absent if the file is refused. */
  public Optional<PolicySet> policy() {
    return compiled.map(CompiledMudFile::policy);
  }
}
