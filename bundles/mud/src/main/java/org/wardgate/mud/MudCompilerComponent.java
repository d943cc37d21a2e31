package org.wardgate.mud;

import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.report.Severity;

/** The compiler as a service. Pure apart from its log. Thread-safe. */
@Component(name = "org.wardgate.mud.compiler", service = MudCompiler.class)
public final class MudCompilerComponent implements MudCompiler {
  private static final Logger LOG = LoggerFactory.getLogger(MudCompilerComponent.class);

  @Override
  public CompiledMudFile compile(VerifiedMudFile file) throws RefusedException {
    Analysis analysis = Analysis.of(file.content(), file.mudUrl());
    CompiledMudFile compiled = analysis.accepted();
    for (Finding finding : analysis.findings().all()) {
      if (finding.severity() == Severity.WARNING) {
        LOG.debug("{}: {}", compiled.policy().origin(), finding.line());
      }
    }
    return compiled;
  }
}
