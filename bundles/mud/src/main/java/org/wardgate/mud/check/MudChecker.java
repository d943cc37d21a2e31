package org.wardgate.mud.check;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;
import org.wardgate.crypto.cms.CmsSigner;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;
import org.wardgate.mud.signature.MudSignatures;
import org.wardgate.mud.signature.SignerNames;

/** Checks a MUD file without a gateway. Pure. */
public final class MudChecker {
  private static final Place SIGNATURE = new Place(null, "signature");
  private static final Place CERTIFICATION = new Place(null, "certification");

  private MudChecker() {}

  /**
   * Checks a file.
   *
   * @param content the file
   * @param signature its detached CMS signature, DER or PEM
   * @param anchors who may sign; only used with a signature
   * @param at when the signer's certificates, and a certification statement, must be valid
   * @return the verdict; never fails, whatever the file
   */
  public static MudReport check(
      Bytes content, Optional<Bytes> signature, Collection<X509Certificate> anchors, Instant at) {
    Analysis analysis = Analysis.of(content);
    Optional<CmsSigner> signer = signature.flatMap(s -> signer(analysis, content, s, anchors, at));
    boolean refused = analysis.findings().refused();
    Optional<CompiledMudFile> compiled = refused ? Optional.empty() : analysis.compiled();
    compiled.ifPresent(c -> judge(c.facts(), at, analysis.findings()));
    Optional<PolicySet> policy = compiled.map(CompiledMudFile::policy);
    return new MudReport(
        refused ? Verdict.REFUSED : Verdict.VALID,
        state(signature, signer),
        signer.map(s -> subject(s.certificate())),
        analysis.findings().all(),
        analysis.findings().droppedCount(),
        analysis.file(),
        compiled,
        policy.map(PolicyWords::of).orElse(List.of()));
  }

  private static void judge(MudFacts facts, Instant at, Findings findings) {
    Optional<MudFacts.Certification> expired =
        facts.certification().filter(c -> !at.isBefore(c.expiresAt()));
    if (expired.isPresent()) {
      findings.warning(
          MudErrors.CERTIFICATION_EXPIRED,
          CERTIFICATION,
          expired.get().certificateId() + " expired at " + expired.get().expiresAt());
    }
  }

  private static SignatureState state(Optional<Bytes> signature, Optional<CmsSigner> signer) {
    if (signature.isEmpty()) {
      return SignatureState.UNSIGNED;
    }
    return signer.isPresent() ? SignatureState.SIGNED : SignatureState.BADLY_SIGNED;
  }

  private static Optional<CmsSigner> signer(
      Analysis analysis,
      Bytes content,
      Bytes signature,
      Collection<X509Certificate> anchors,
      Instant at) {
    try {
      CmsSigner signer = MudSignatures.verify(content, signature, anchors, at);
      Optional<MudFile> file = analysis.file();
      if (file.isPresent()) {
        SignerNames.check(signer.certificate(), anchors, file.get().mudUrl().host());
      }
      return Optional.of(signer);
    } catch (RefusedException e) {
      analysis.findings().error(new Refusal(e.errorCode(), SIGNATURE, e.detail()));
      return Optional.empty();
    }
  }

  private static String subject(X509Certificate certificate) {
    return Problem.clean(certificate.getSubjectX500Principal().getName());
  }
}
