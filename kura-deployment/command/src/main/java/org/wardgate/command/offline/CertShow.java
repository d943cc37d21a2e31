package org.wardgate.command.offline;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.Verb;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.RevocationAddresses;

/** Shows what a device certificate says: identity, MUD URL, chain. Showing is not trusting. */
public record CertShow() implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax("cert show FILE", Set.of(), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    List<X509Certificate> chain = InputFile.certificates(arguments.operands().get(0));
    List<Map<String, Object>> certificates = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      Map<String, Object> members = members(chain.get(i));
      members.put("issuedBy", issuer(chain, i));
      certificates.add(members);
    }
    terminal.object(Map.of("certificates", certificates));
    for (Map<String, Object> certificate : certificates) {
      certificate.forEach((name, value) -> print(name, value, terminal));
      terminal.line("");
    }
    return Exit.ACCEPTED;
  }

  private static Map<String, Object> members(X509Certificate certificate) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("subject", name(certificate.getSubjectX500Principal().getName()));
    members.put("issuer", name(certificate.getIssuerX500Principal().getName()));
    members.put("serialNumber", certificate.getSerialNumber().toString(16));
    members.put("notBefore", certificate.getNotBefore().toInstant().toString());
    members.put("notAfter", certificate.getNotAfter().toInstant().toString());
    members.put("key", key(certificate));
    members.put("certificateAuthority", certificate.getBasicConstraints() >= 0);
    members.put("deviceSerial", attribute(certificate, Attribute.SERIAL_NUMBER));
    members.put("commonName", attribute(certificate, Attribute.COMMON_NAME));
    members.put("organization", attribute(certificate, Attribute.ORGANIZATION));
    members.put("mudUrl", Certificates.mudUrl(certificate).map(Problem::clean));
    members.put(
        "hardwareModule",
        Certificates.hardwareModuleName(certificate)
            .map(module -> module.type() + " " + module.serialNumber().hex()));
    members.put(
        "revocationLists",
        RevocationAddresses.crl(certificate).stream().map(Problem::clean).toList());
    members.put(
        "ocspResponders",
        RevocationAddresses.ocsp(certificate).stream().map(Problem::clean).toList());
    members.put("sha256", Certificates.sha256(certificate).hex());
    return members;
  }

  /** Which of the other certificates signed this one, by its subject; empty if none did. */
  private static Optional<String> issuer(List<X509Certificate> chain, int index) {
    X509Certificate certificate = chain.get(index);
    return chain.stream()
        .filter(issuer -> signed(issuer, certificate))
        .map(issuer -> name(issuer.getSubjectX500Principal().getName()))
        .findFirst();
  }

  private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Optional<String> attribute(X509Certificate certificate, Attribute attribute) {
    return Certificates.subjectAttribute(certificate, attribute).map(Problem::clean);
  }

  private static String name(String name) {
    return Problem.clean(name);
  }

  private static String key(X509Certificate certificate) {
    if (certificate.getPublicKey() instanceof ECPublicKey key) {
      return "EC " + key.getParams().getCurve().getField().getFieldSize() + " bit";
    }
    if (certificate.getPublicKey() instanceof RSAPublicKey key) {
      return "RSA " + key.getModulus().bitLength() + " bit";
    }
    return certificate.getPublicKey().getAlgorithm();
  }

  private static void print(String name, Object value, Terminal terminal) {
    Object shown = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (shown instanceof List<?> list) {
      list.forEach(element -> print(name, element, terminal));
    } else if (shown != null) {
      terminal.line(String.format("%-21s %s", name, shown));
    }
  }
}
