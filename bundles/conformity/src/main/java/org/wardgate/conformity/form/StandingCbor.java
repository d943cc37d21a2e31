package org.wardgate.conformity.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Standing;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** A standing as claims of a CBOR map: an EAR with claims of our own. Stateless. */
final class StandingCbor {
  // RFC 9711 §4.3.2, §4.2.18
  private static final long PROFILE = 265;
  private static final long SUBMODULES = 266;
  // draft-ietf-rats-ear
  private static final long STATUS = 1000;
  private static final long VECTOR = 1001;
  private static final long POLICIES = 1003;
  private static final long VERIFIER = 1004;
  private static final long DEVELOPER = 0;
  private static final long BUILD = 1;
  // RFC 8392 §9.1: private use
  private static final long DECISION = -65_601;
  private static final long STATE = -65_602;
  private static final long MEASURES = -65_603;
  private static final long FUNCTIONS = -65_604;
  private static final long EXEMPTION = -65_605;
  private static final long ACTUAL = -65_606;
  private static final long REQUIRED = -65_607;
  private static final long EVIDENCE = -65_608;
  private static final long NOTICE = -65_609;

  private static final long BELIEF = 0;
  private static final long DISBELIEF = 1;
  private static final long UNCERTAINTY = 2;
  private static final long BASE_RATE = 3;
  private static final long PROBABILITY = 4;

  private static final long SHA256 = 0;
  private static final long AT = 1;
  private static final long REFERENCE = 2;
  private static final long FIRMWARE = 3;

  private StandingCbor() {}

  static void write(CborClaims map, Standing standing) {
    map.put(PROFILE, Names.EAR_PROFILE);
    map.put(
        VERIFIER, new CborClaims().put(DEVELOPER, Names.DEVELOPER).put(BUILD, Names.BUILD).map());
    map.put(
        SUBMODULES,
        new CborMap(Map.of(new CborText(Names.SUBMODULE), submodule(standing.evidence()))));
    map.put(DECISION, standing.decision().text());
    map.put(STATE, StandingJson.word(standing.state()));
    List<CborValue> measures = new ArrayList<>();
    standing.measures().stream()
        .sorted()
        .forEach(one -> measures.add(new CborText(StandingJson.word(one))));
    map.put(MEASURES, new CborArray(measures));
    Map<CborValue, CborValue> functions = new LinkedHashMap<>();
    standing
        .functions()
        .forEach(
            (name, has) ->
                functions.put(new CborText(name), has ? CborSimple.TRUE : CborSimple.FALSE));
    map.put(FUNCTIONS, new CborMap(functions));
    standing.exemption().ifPresent(kind -> map.put(EXEMPTION, StandingJson.word(kind)));
    map.put(ACTUAL, actual(standing.actual()));
    map.put(REQUIRED, standing.required());
    standing.evidence().ifPresent(one -> map.put(EVIDENCE, evidence(one)));
    map.put(NOTICE, Claims.NOTICE);
  }

  private static CborMap submodule(Optional<Evidence> evidence) {
    CborClaims vector = new CborClaims();
    List<CborValue> policies = new ArrayList<>();
    evidence.ifPresent(
        one -> {
          one.vector()
              .forEach(
                  (name, value) -> vector.put(Evidence.VECTOR.indexOf(name), CborInt.of(value)));
          if (!one.policy().isEmpty()) {
            policies.add(new CborText(one.policy()));
          }
        });
    return new CborClaims()
        .put(STATUS, CborInt.of(evidence.map(Evidence::tier).orElse(Tier.NONE).value()))
        .put(VECTOR, vector.map())
        .put(POLICIES, new CborArray(policies))
        .map();
  }

  private static CborMap actual(Opinion actual) {
    return new CborClaims()
        .put(BELIEF, actual.belief())
        .put(DISBELIEF, actual.disbelief())
        .put(UNCERTAINTY, actual.uncertainty())
        .put(BASE_RATE, actual.baseRate())
        .put(PROBABILITY, actual.projectedProbability())
        .map();
  }

  private static CborMap evidence(Evidence evidence) {
    return new CborClaims()
        .put(SHA256, evidence.sha256())
        .put(AT, evidence.at())
        .put(REFERENCE, evidence.reference())
        .put(FIRMWARE, evidence.firmware())
        .map();
  }

  static Standing read(CborClaims map) throws CryptoException {
    if (!map.text(PROFILE).equals(Names.EAR_PROFILE)) {
      throw Words.malformed("a profile that is not known here");
    }
    if (!map.text(NOTICE).equals(Claims.NOTICE)) {
      throw Words.malformed("a notice that is not ours");
    }
    return new Standing(
        Words.decision(map.text(DECISION)),
        Words.state(map.text(STATE)),
        measures(map),
        functions(map),
        map.has(EXEMPTION)
            ? Optional.of(Words.exemption(map.text(EXEMPTION)))
            : Optional.<TrustView.Exemption.Kind>empty(),
        actual(map.map(ACTUAL)),
        Words.level(map.number(REQUIRED)),
        evidence(map));
  }

  private static Set<Measure> measures(CborClaims map) throws CryptoException {
    Set<Measure> measures = new HashSet<>();
    for (CborValue one : map.array(MEASURES)) {
      if (!measures.add(Words.measure(CborClaims.text(one, MEASURES)))) {
        throw Words.malformed("a measure that occurs twice");
      }
    }
    return measures;
  }

  private static Map<String, Boolean> functions(CborClaims map) throws CryptoException {
    Map<String, Boolean> functions = new HashMap<>();
    for (Map.Entry<CborValue, CborValue> one : map.rawMap(FUNCTIONS).entries().entrySet()) {
      boolean has = one.getValue().equals(CborSimple.TRUE);
      if ((!has && !one.getValue().equals(CborSimple.FALSE))
          || functions.size() == Limits.PARTS_MAX_COUNT) {
        throw Words.malformed("functions that are no truth values, or too many");
      }
      functions.put(CborClaims.text(one.getKey(), FUNCTIONS), has);
    }
    return functions;
  }

  private static Opinion actual(CborClaims map) throws CryptoException {
    return Words.opinion(
        map.number(BELIEF), map.number(DISBELIEF), map.number(UNCERTAINTY), map.number(BASE_RATE));
  }

  private static Optional<Evidence> evidence(CborClaims map) throws CryptoException {
    if (!(map.rawMap(SUBMODULES).get(Names.SUBMODULE).orElse(null) instanceof CborMap raw)) {
      throw Words.malformed("no submodule of the device");
    }
    CborClaims submodule = new CborClaims();
    raw.entries().forEach((label, value) -> putIfLabel(submodule, label, value));
    Tier tier = tier(submodule.integer(STATUS));
    if (!map.has(EVIDENCE)) {
      if (tier != Tier.NONE) {
        throw Words.malformed("a status without evidence");
      }
      return Optional.empty();
    }
    CborClaims evidence = map.map(EVIDENCE);
    return Optional.of(
        new Evidence(
            evidence.seconds(AT),
            tier,
            vector(submodule),
            digest(evidence.bytes(SHA256)),
            policy(submodule),
            evidence.text(REFERENCE),
            evidence.text(FIRMWARE)));
  }

  private static void putIfLabel(CborClaims claims, CborValue label, CborValue value) {
    if (label instanceof CborInt number && number.fitsLong()) {
      claims.put(number.asLong(), value);
    }
  }

  private static Tier tier(long value) throws CryptoException {
    for (Tier tier : Tier.values()) {
      if (tier.value() == value) {
        return tier;
      }
    }
    throw Words.malformed("a tier that is not known");
  }

  private static Map<String, Integer> vector(CborClaims submodule) throws CryptoException {
    Map<String, Integer> vector = new HashMap<>();
    for (Map.Entry<CborValue, CborValue> one : submodule.rawMap(VECTOR).entries().entrySet()) {
      long label = CborClaims.integer(one.getKey(), VECTOR);
      if (label < 0 || label >= Evidence.VECTOR.size()) {
        throw Words.malformed("a claim that no vector has");
      }
      vector.put(
          Evidence.VECTOR.get((int) label),
          Words.claimValue(CborClaims.integer(one.getValue(), VECTOR)));
    }
    return vector;
  }

  private static String policy(CborClaims submodule) throws CryptoException {
    List<CborValue> policies = submodule.array(POLICIES);
    if (policies.size() > 1) {
      throw Words.malformed("more than one policy");
    }
    return policies.isEmpty() ? "" : CborClaims.text(policies.get(0), POLICIES);
  }

  private static Bytes digest(Bytes sha256) throws CryptoException {
    if (sha256.length() != Evidence.DIGEST_BYTES) {
      throw Words.malformed("a digest of the wrong length");
    }
    return sha256;
  }
}
