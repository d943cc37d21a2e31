package org.wardgate.attestation.profile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** A good device of a class with a bootloader and an application, and how it is changed. */
public final class Sample {
  public static final String CLASS_ID = "impl:" + "1c".repeat(32);
  public static final Bytes BOOTLOADER = Bytes.ofHex("b1".repeat(32));
  public static final Bytes APPLICATION = Bytes.ofHex("a9".repeat(32));
  public static final Bytes SIGNER = Bytes.ofHex("51".repeat(32));
  public static final Bytes INSTANCE = Bytes.ofHex("01" + "aa".repeat(32));
  public static final ReferenceClass CLASS =
      referenceClass(
          List.of(component("BL", BOOTLOADER, false), component("APP", APPLICATION, false)), "");

  private Sample() {}

  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static ProtectionProfile profile(String json) {
    try {
      return ProfileReader.read(bytes(json));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  public static ReferenceClass referenceClass(
      List<ReferenceComponent> components, String certification) {
    return new ReferenceClass(
        CLASS_ID,
        "acme",
        "Acme",
        "Pump",
        components,
        Map.of("access-control", true, "isolation", true, "secure-ota", true),
        certification,
        "acme-pump v3");
  }

  public static ReferenceComponent component(String name, Bytes digest, boolean optional) {
    return component(name, digest, OptionalLong.empty(), optional);
  }

  public static ReferenceComponent component(
      String name, Bytes digest, OptionalLong svn, boolean optional) {
    return new ReferenceComponent(
        name,
        Optional.of(SIGNER),
        Map.of("sha-256", Set.of(digest)),
        "1.0",
        svn,
        Map.of(),
        optional);
  }

  public static MeasuredComponent measured(String name, Bytes digest) {
    return measured(name, digest, false);
  }

  public static MeasuredComponent measured(String name, Bytes digest, boolean runtime) {
    return new MeasuredComponent(
        name, Optional.of(SIGNER), Map.of("sha-256", digest), "1.0", runtime);
  }

  public static Attester attester(String classId) {
    return new Attester(
        INSTANCE, "acme", "sn-1", List.of(), Optional.of(classId).filter(id -> !id.isEmpty()), "e");
  }

  /** Good evidence with other facts; a text "-" takes a fact away. */
  public static VerifiedEvidence evidence(String... facts) {
    return evidence(
        List.of(measured("BL", BOOTLOADER), measured("APP", APPLICATION)), Map.of(), facts);
  }

  public static VerifiedEvidence evidence(
      List<MeasuredComponent> components, Map<String, VerifiedEvidence> parts, String... facts) {
    Map<String, FactValue> told = new HashMap<>();
    told.put("lifecycle", FactValue.of("secured"));
    told.put("boot-count", FactValue.of(7));
    for (int i = 0; i < facts.length; i += 2) {
      if (facts[i + 1].equals("-")) {
        told.remove(facts[i]);
      } else {
        told.put(facts[i], FactValue.of(facts[i + 1]));
      }
    }
    return new VerifiedEvidence(
        "psa",
        Optional.of(attester(CLASS_ID)),
        Optional.of(CLASS_ID),
        components,
        told,
        Observed.NOTHING,
        parts);
  }

  public static References references(ReferenceClass... classes) {
    return new References() {
      @Override
      public Optional<Attester> attester(Bytes instance) {
        return Optional.of(Sample.attester(CLASS_ID)).filter(a -> a.instance().equals(instance));
      }

      @Override
      public Optional<ReferenceClass> referenceClass(String classId) {
        for (ReferenceClass one : classes) {
          if (one.classId().equals(classId)) {
            return Optional.of(one);
          }
        }
        return Optional.empty();
      }

      @Override
      public List<KeyAnchor> anchors(String manufacturerId) {
        return List.of();
      }

      @Override
      public int valuesCount() {
        return classes.length;
      }
    };
  }
}
