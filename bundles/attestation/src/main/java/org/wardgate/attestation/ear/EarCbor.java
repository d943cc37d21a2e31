package org.wardgate.attestation.ear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/** Writes results with the CBOR labels of draft-ietf-rats-ear-04. Stateless. */
public final class EarCbor {
  static final long PROFILE = 265;
  static final long ISSUED_AT = 6;
  static final long NONCE = 10;
  static final long SUBMODULES = 266;
  static final long STATUS = 1000;
  static final long VECTOR = 1001;
  static final long RAW_EVIDENCE = 1002;
  static final long POLICY_IDS = 1003;
  static final long VERIFIER = 1004;
  static final long DEVELOPER = 0;
  static final long BUILD = 1;

  // RFC 8392 §9.1.1: labels below −65536 are for private use
  static final long EVIDENCE_SHA256 = -76_001;
  static final long REFERENCE = -76_002;
  static final long PROBLEM = -76_003;
  static final long REASONS = -76_004;

  private EarCbor() {}

  /** Writes the claims. */
  public static Bytes write(Ear ear) {
    Map<CborValue, CborValue> root = new LinkedHashMap<>();
    put(root, PROFILE, new CborText(ear.profile()));
    put(root, ISSUED_AT, CborInt.of(ear.issuedAtSeconds()));
    Map<CborValue, CborValue> verifier = new LinkedHashMap<>();
    put(verifier, DEVELOPER, new CborText(ear.developer()));
    put(verifier, BUILD, new CborText(ear.build()));
    put(root, VERIFIER, new CborMap(verifier));
    ear.nonce().ifPresent(nonce -> put(root, NONCE, new CborBytes(nonce)));
    ear.rawEvidence().ifPresent(raw -> put(root, RAW_EVIDENCE, new CborBytes(raw)));
    Map<CborValue, CborValue> parts = new LinkedHashMap<>();
    ear.submodules().forEach((name, part) -> parts.put(new CborText(name), part(part)));
    put(root, SUBMODULES, new CborMap(parts));
    return CborWriter.write(new CborMap(root));
  }

  private static CborMap part(Ear.Part part) {
    Map<CborValue, CborValue> node = new LinkedHashMap<>();
    put(node, STATUS, CborInt.of(part.status().value()));
    Map<CborValue, CborValue> vector = new LinkedHashMap<>();
    for (TrustClaim claim : EarCheck.CLAIMS) {
      Integer value = part.vector().get(claim.claimName());
      if (value != null) {
        put(vector, EarCheck.CLAIMS.indexOf(claim), CborInt.of(value));
      }
    }
    put(node, VECTOR, new CborMap(vector));
    if (!part.policyIds().isEmpty()) {
      put(node, POLICY_IDS, texts(part.policyIds()));
    }
    Ear.Details details = part.details();
    details.evidenceSha256().ifPresent(digest -> put(node, EVIDENCE_SHA256, new CborBytes(digest)));
    if (!details.reference().isEmpty()) {
      put(node, REFERENCE, new CborText(details.reference()));
    }
    details.problem().ifPresent(problem -> put(node, PROBLEM, problem(problem)));
    if (!details.reasons().isEmpty()) {
      put(node, REASONS, reasons(details.reasons()));
    }
    return new CborMap(node);
  }

  private static CborArray problem(Problem problem) {
    return texts(List.of(problem.code(), problem.reason(), problem.detail(), problem.remedy()));
  }

  private static CborArray reasons(List<Reason> reasons) {
    List<CborValue> items = new ArrayList<>();
    for (Reason reason : reasons) {
      items.add(
          CborArray.of(
              new CborText(reason.claim()),
              CborInt.of(reason.value()),
              new CborText(reason.rule()),
              new CborText(reason.detail())));
    }
    return new CborArray(items);
  }

  private static CborArray texts(List<String> texts) {
    return new CborArray(texts.stream().<CborValue>map(CborText::new).toList());
  }

  private static void put(Map<CborValue, CborValue> map, long label, CborValue value) {
    map.put(CborInt.of(label), value);
  }
}
