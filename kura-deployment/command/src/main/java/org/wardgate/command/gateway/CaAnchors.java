package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/**
 * The roots that devices of this ward shall trust, the one that issues first, each with the
 * fingerprint that a person compares (RFC 7030 §4.1.1).
 *
 * @param home where instances lie
 */
public record CaAnchors(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "ca anchors [--out FILE] [--instance DIR]",
        Set.of(Home.OPTION, OutputFile.OPTION),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Optional<Path> file = OutputFile.of(arguments);
    Bytes pem = new GatewayHandle(home.instance(arguments)).client().open("/pki/anchors.pem");
    List<X509Certificate> anchors = parsed(pem);
    if (file.isPresent()) {
      OutputFile.write(file.get(), pem);
    }
    terminal.object(Map.of("anchors", anchors.stream().map(CaAnchors::members).toList()));
    for (X509Certificate anchor : anchors) {
      terminal.line("# sha256 " + Certificates.sha256(anchor).hex());
      if (file.isEmpty()) {
        terminal.line(Certificates.toPem(List.of(anchor)).strip());
      }
    }
    return Exit.ACCEPTED;
  }

  private static List<X509Certificate> parsed(Bytes pem) throws RefusedException {
    try {
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.US_ASCII));
    } catch (CryptoException e) {
      throw new RefusedException(LauncherErrors.BAD_ANSWER, "no certificates", e);
    }
  }

  private static Map<String, Object> members(X509Certificate anchor) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("subject", Problem.clean(anchor.getSubjectX500Principal().getName()));
    members.put("notAfter", anchor.getNotAfter().toInstant().toString());
    members.put("sha256", Certificates.sha256(anchor).hex());
    members.put("pem", Certificates.toPem(List.of(anchor)));
    return members;
  }
}
