package org.wardgate.attestation.tpm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.Origin;
import org.wardgate.attestation.scheme.SchemeBinding;
import org.wardgate.attestation.scheme.SchemeFamily;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Quotes of a TPM 2.0, signed with an attestation key that a manufacturer endorsed. Every quoted
 * register is a component {@code pcr:N}. Stateless.
 */
public final class TpmScheme implements EvidenceScheme {
  /** Its name. */
  public static final String NAME = "tpm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Integer> contentFormats() {
    return Set.of(ContentFormat.CBOR);
  }

  @Override
  public boolean recognises(Evidence evidence) {
    return true;
  }

  @Override
  public VerifiedEvidence verify(Evidence evidence, VerificationContext context)
      throws RefusedException {
    TpmMessage message = TpmMessage.read(evidence.content());
    TpmQuote quote = TpmQuote.read(message.attest());
    TpmSignature signature = TpmSignature.read(message.signature());
    Attester attester = Origin.attester(message.instance(), evidence.device(), context);
    Origin.signature(attester, context, key -> signature.verify(message.attest(), key));
    Origin.fresh(quote.extraData(), evidence.nonce());
    Origin.builtInto(attester, evidence.device(), context);
    SchemeBinding.require(
        SchemeFamily.TPM, Optional.of(attester), Optional.empty(), evidence.device(), context);
    quoted(message, quote);
    return verified(message, quote, attester);
  }

  /** The values sent are those that the signed digest stands for, and all of them. */
  private static void quoted(TpmMessage message, TpmQuote quote) throws RefusedException {
    if (!List.copyOf(message.registers().keySet()).equals(quote.registers())) {
      throw new RefusedException(
          AttestationErrors.WRONG_REGISTERS,
          "quoted " + quote.registers() + ", sent " + message.registers().keySet());
    }
    StringBuilder values = new StringBuilder();
    message.registers().values().forEach(value -> values.append(value.hex()));
    if (!Bytes.ofHex(values.toString()).sha256().equals(quote.registersSha256())) {
      throw new RefusedException(
          AttestationErrors.WRONG_REGISTERS, "their digest is not the quoted one");
    }
  }

  private static VerifiedEvidence verified(TpmMessage message, TpmQuote quote, Attester attester) {
    List<MeasuredComponent> components = new ArrayList<>();
    message
        .registers()
        .forEach(
            (number, value) ->
                components.add(
                    new MeasuredComponent(
                        Components.REGISTER + number,
                        Optional.empty(),
                        Components.digest(value),
                        "",
                        false)));
    Map<String, FactValue> facts = new HashMap<>();
    facts.put("authentication", FactValue.of("signature"));
    facts.put("boot-count", FactValue.of(quote.resetCount()));
    facts.put("tpm.reset-count", FactValue.of(quote.resetCount()));
    facts.put("tpm.restart-count", FactValue.of(quote.restartCount()));
    facts.put("tpm.clock-milliseconds", FactValue.of(quote.clockMilliseconds()));
    facts.put("tpm.clock-safe", FactValue.of(quote.clockSafe()));
    facts.put("tpm.firmware-version", FactValue.of(quote.firmwareVersion()));
    Observed observed =
        new Observed(
            Components.sha256(components),
            "",
            "",
            false,
            "",
            OptionalLong.of(quote.resetCount()),
            OptionalInt.empty(),
            OptionalLong.empty());
    return new VerifiedEvidence(
        NAME, Optional.of(attester), Optional.empty(), components, facts, observed, Map.of());
  }
}
