package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.decision.state.CertificateFacts;
import org.wardgate.decision.state.Erasure;
import org.wardgate.decision.state.Handover;
import org.wardgate.decision.state.IdevidFacts;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Revocation;
import org.wardgate.decision.state.Twin;

/**
 * The life of a device's certificate as JSON, inside its case. What is not there is not written.
 */
final class LifeJson {
  private LifeJson() {}

  static void write(ObjectNode node, Life life) {
    if (life.certificate().present()) {
      ObjectNode certificate = node.putObject("certificate");
      certificate.put("sha256", life.certificate().sha256());
      certificate.put("serial", life.certificate().serialNumber());
      life.certificate().notAfter().ifPresent(end -> certificate.put("notAfter", end.toString()));
      life.certificate().issuedAt().ifPresent(at -> certificate.put("issuedAt", at.toString()));
      life.certificate()
          .publicKeySpki()
          .ifPresent(
              spki -> certificate.put("spki", Base64.getEncoder().encodeToString(spki.toArray())));
    }
    life.revocation()
        .ifPresent(
            r ->
                node.putObject("revocation")
                    .put("reason", r.reason().name())
                    .put("at", r.at().toString())
                    .put("progress", r.progress().name()));
    if (life.revocation().map(Revocation::byOperator).orElse(false)) {
      ((ObjectNode) node.get("revocation")).put("byOperator", true);
    }
    putText(node, "idevidSha256", life.idevid().sha256());
    putText(node, "idevidIssuerSha256", life.idevid().issuerSha256());
    putText(node, "idevidSerial", life.idevid().serialNumber());
    putText(node, "serialNumber", life.serialNumber());
    putText(node, "configurationSha256", life.configurationSha256());
    life.twin()
        .ifPresent(
            t ->
                node.putObject("seenTwice")
                    .put("held", t.held())
                    .put("refused", t.refused())
                    .put("at", t.at().toString()));
    life.handover().ifPresent(h -> writeHandover(node.putObject("handover"), h));
    if (life.erasure() != Erasure.NONE) {
      node.put("erasure", life.erasure().name());
    }
  }

  private static void putText(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  private static void writeHandover(ObjectNode node, Handover handover) {
    node.put("toGateway", handover.toGateway());
    node.put("operator", handover.operator());
    node.put("validUntil", handover.validUntil().toString());
    node.put("signed", handover.signed());
    handover
        .document()
        .ifPresent(
            d ->
                node.put(
                    "document",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(d.toArray())));
  }

  static Life read(JsonNode node) {
    return new Life(
        readCertificate(node),
        readRevocation(node),
        readIdevid(node),
        Fields.optionalText(node, "serialNumber").orElse(""),
        Fields.optionalText(node, "configurationSha256").orElse(""),
        readTwin(node),
        readHandover(node),
        Fields.optionalText(node, "erasure").map(Erasure::valueOf).orElse(Erasure.NONE));
  }

  private static IdevidFacts readIdevid(JsonNode node) {
    return new IdevidFacts(
        Fields.optionalText(node, "idevidSha256").orElse(""),
        Fields.optionalText(node, "idevidIssuerSha256").orElse(""),
        Fields.optionalText(node, "idevidSerial").orElse(""));
  }

  /** Records of before have its digest alone. */
  private static CertificateFacts readCertificate(JsonNode node) {
    if (!node.hasNonNull("certificate")) {
      return new CertificateFacts(
          Fields.optionalText(node, "certificateSha256").orElse(""),
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    JsonNode certificate = Fields.object(node, "certificate");
    return new CertificateFacts(
        Fields.text(certificate, "sha256"),
        Fields.text(certificate, "serial"),
        Fields.optionalInstant(certificate, "notAfter"),
        Fields.optionalInstant(certificate, "issuedAt"),
        Fields.optionalText(certificate, "spki")
            .map(text -> Bytes.of(Base64.getDecoder().decode(text))));
  }

  private static Optional<Revocation> readRevocation(JsonNode node) {
    if (!node.hasNonNull("revocation")) {
      return Optional.empty();
    }
    JsonNode revocation = Fields.object(node, "revocation");
    return Optional.of(
        new Revocation(
            RevocationReason.valueOf(Fields.text(revocation, "reason")),
            Fields.instant(revocation, "at"),
            Revocation.Progress.valueOf(Fields.text(revocation, "progress")),
            revocation.path("byOperator").asBoolean(false))); // records of before do not say it
  }

  private static Optional<Twin> readTwin(JsonNode node) {
    if (!node.hasNonNull("seenTwice")) {
      return Optional.empty();
    }
    JsonNode twin = Fields.object(node, "seenTwice");
    return Optional.of(
        new Twin(
            Fields.text(twin, "held"), Fields.text(twin, "refused"), Fields.instant(twin, "at")));
  }

  private static Optional<Handover> readHandover(JsonNode node) {
    if (!node.hasNonNull("handover")) {
      return Optional.empty();
    }
    JsonNode handover = Fields.object(node, "handover");
    return Optional.of(
        new Handover(
            Fields.text(handover, "toGateway"),
            Fields.text(handover, "operator"),
            Fields.instant(handover, "validUntil"),
            Fields.flag(handover, "signed"),
            Fields.optionalText(handover, "document")
                .map(text -> Bytes.of(Base64.getUrlDecoder().decode(text)))));
  }
}
