package org.wardgate.mud.check;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.report.Severity;

/**
 * The verdict on a file, with reasons.
 *
 * @param verdict whether it can be used
 * @param signature what its signature is worth
 * @param signer the signer certificate's subject, if the signature is good
 * @param findings errors first; a refused file has at least one
 * @param findingsDroppedCount findings beyond the limit
 * @param file what the file says, if it could be read
 * @param compiled what it becomes, unless it is refused
 * @param words the policy, a sentence for each rule
 */
public record MudReport(
    Verdict verdict,
    SignatureState signature,
    Optional<String> signer,
    List<Finding> findings,
    int findingsDroppedCount,
    Optional<MudFile> file,
    Optional<CompiledMudFile> compiled,
    List<String> words) {
  /** Copies the lists. */
  public MudReport {
    findings = List.copyOf(findings);
    words = List.copyOf(words);
  }

  /** What the device may do once admitted, unless the file is refused. */
  public Optional<PolicySet> policy() {
    return compiled.map(CompiledMudFile::policy);
  }

  /** What the device may do before it is admitted, a sentence for each rule. */
  public List<String> bootstrappingWords() {
    return compiled.flatMap(CompiledMudFile::bootstrapping).map(PolicyWords::of).orElse(List.of());
  }

  /** The first reason to refuse the file. */
  public Optional<Finding> firstError() {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).findFirst();
  }
}
