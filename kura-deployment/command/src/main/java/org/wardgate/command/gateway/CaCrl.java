package org.wardgate.command.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

/**
 * Fetches the ward CA's revocation list: into a file as DER, else on standard output as PEM.
 *
 * @param home where instances lie
 */
public record CaCrl(Home home) implements Verb {

  private static final int PEM_LINE_CHARS = 64;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "ca crl [--out FILE] [--instance DIR]",
        Set.of(Home.OPTION, OutputFile.OPTION),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Optional<Path> file = OutputFile.of(arguments);
    Bytes der = new GatewayHandle(home.instance(arguments)).client().open("/pki/crl");
    X509CRL crl = parsed(der);
    if (file.isPresent()) {
      OutputFile.write(file.get(), der);
    }
    terminal.object(members(crl, der, file));
    if (file.isPresent()) {
      members(crl, der, file).forEach((name, value) -> terminal.line(name + "  " + value));
    } else {
      terminal.line(pem(der));
    }
    return Exit.ACCEPTED;
  }

  private static X509CRL parsed(Bytes der) throws RefusedException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(der.toArray()));
    } catch (CertificateException | CRLException e) {
      throw new RefusedException(LauncherErrors.BAD_ANSWER, "no revocation list", e);
    }
  }

  private static Map<String, Object> members(X509CRL crl, Bytes der, Optional<Path> file) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", Problem.clean(crl.getIssuerX500Principal().getName()));
    members.put("thisUpdate", instant(crl.getThisUpdate()));
    members.put("nextUpdate", instant(crl.getNextUpdate()));
    members.put(
        "revoked", crl.getRevokedCertificates() == null ? 0 : crl.getRevokedCertificates().size());
    if (file.isPresent()) {
      members.put("file", file.get().toString());
    } else {
      members.put("crl", Base64.getEncoder().encodeToString(der.toArray()));
    }
    return members;
  }

  private static String instant(@Nullable Date date) {
    return date == null ? "" : date.toInstant().toString();
  }

  private static String pem(Bytes der) {
    return "-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[] {'\n'}).encodeToString(der.toArray())
        + "\n-----END X509 CRL-----";
  }
}
