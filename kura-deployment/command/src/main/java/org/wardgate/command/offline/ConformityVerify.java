package org.wardgate.command.offline;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.verify.CertificateVerifier;

/**
 * Verifies a conformity certificate as a third party does. Accepted only if it is authentic, in
 * time, of that device, not revoked, and says that the device is trusted.
 *
 * @param clock tells the time unless {@code --at} does
 */
public record ConformityVerify(Clock clock) implements Verb {
  private static final String CERTIFICATE = "--certificate";
  private static final String ANCHORS = "--anchors";
  private static final String STATUS = "--status";
  private static final String AT = "--at";
  private static final String DEVICE = "--device";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "conformity verify --certificate FILE --anchors PEM [--status FILE] [--at TIME]"
            + " [--device ID]",
        Set.of(CERTIFICATE, ANCHORS, STATUS, AT, DEVICE),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    Optional<DeviceId> device = device(arguments);
    Instant at = at(arguments);
    Bytes certificate = InputFile.read(arguments.required(CERTIFICATE));
    List<X509Certificate> anchors = InputFile.certificates(arguments.required(ANCHORS));
    CertificateVerifier verifier = new CertificateVerifier(anchors, at);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accepted", false);
    try {
      Claims claims = verifier.authentic(certificate, device);
      answer.putAll(members(claims));
      Optional<String> status = arguments.option(STATUS);
      answer.put("status", status.isPresent() ? "checked" : "not checked");
      if (status.isPresent()) {
        verifier.notRevoked(claims, InputFile.read(status.get()));
      }
      CertificateVerifier.trusted(claims);
      answer.put("accepted", true);
      terminal.object(answer);
      print(claims, answer, terminal);
      return Exit.ACCEPTED;
    } catch (RefusedException e) {
      answer.putAll(Terminal.members(e.problem()));
      terminal.object(answer);
      if (!terminal.json()) {
        terminal.line("REFUSED");
        terminal.refuse(e.problem());
      }
      return Exit.REFUSED;
    }
  }

  private static Optional<DeviceId> device(Arguments arguments) throws UsageException {
    try {
      return arguments.option(DEVICE).map(DeviceId::new);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Instant at(Arguments arguments) throws UsageException {
    try {
      return arguments.option(AT).map(Instant::parse).orElseGet(clock::instant);
    } catch (DateTimeParseException e) {
      throw new UsageException(AT + " needs a time such as 2026-01-31T08:00:00Z");
    }
  }

  private static Map<String, Object> members(Claims claims) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", claims.id().hex());
    members.put("gateway", claims.issuer());
    members.put("device", claims.device().value());
    members.put("decision", claims.standing().decision().text());
    members.put("state", claims.standing().state().name());
    members.put("actual", claims.standing().actual().projectedProbability());
    members.put("required", claims.standing().required());
    members.put("issuedAt", claims.issuedAt().toString());
    members.put("expiresAt", claims.expiresAt().toString());
    members.put("deviceKeySha256", claims.deviceKey().map(key -> key.sha256().hex()).orElse(""));
    Optional<Evidence> evidence = claims.standing().evidence();
    members.put("evidenceSha256", evidence.map(one -> one.sha256().hex()).orElse(""));
    members.put("attestedAt", evidence.map(one -> one.at().toString()).orElse(""));
    members.put("policy", evidence.map(Evidence::policy).orElse(""));
    members.put("reference", evidence.map(Evidence::reference).orElse(""));
    members.put("notice", Claims.NOTICE);
    return members;
  }

  private static void print(Claims claims, Map<String, Object> answer, Terminal terminal) {
    terminal.line(
        "ACCEPTED  "
            + claims.device()
            + " is "
            + claims.standing().decision().text()
            + String.format(
                Locale.ROOT,
                ", P=%.3f, required more than %.3f",
                claims.standing().actual().projectedProbability(),
                claims.standing().required()));
    terminal.line("  gateway    " + claims.issuer());
    terminal.line("  valid      " + claims.issuedAt() + " to " + claims.expiresAt());
    terminal.line("  revocation " + answer.get("status"));
    terminal.line("  " + Claims.NOTICE);
  }
}
