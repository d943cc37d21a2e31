package org.wardgate.attestation.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Overdue;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;

/** Appraises a case again, anywhere, as it was or with another profile or other references. */
public final class CaseReplay {
  private final EvidenceAppraiser appraiser;

  /**
   * With schemes.
   *
   * @param schemes that verify evidence
   */
  public CaseReplay(List<EvidenceScheme> schemes) {
    this.appraiser = new EvidenceAppraiser(schemes);
  }

  /**
   * What came of it, then and now.
   *
   * @param then as the case has it
   * @param now as it is appraised now
   * @param differences a line each; empty if it came out the same
   * @param note what could not be repeated; empty if everything was
   */
  public record Replay(
      KeptCase.Result then, KeptCase.Result now, List<String> differences, String note) {
    /** Copies the list. */
    public Replay {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Replays, at the time of the case.
   *
   * @param profile to apply in place of the case's
   * @param references to ask before the case's
   * @throws RefusedException {@code WG-PRF-0001} if the case's own profile cannot be read
   */
  public Replay replay(
      KeptCase kept, Optional<ProtectionProfile> profile, Optional<References> references)
      throws RefusedException {
    ProtectionProfile applied = profile.isPresent() ? profile.get() : profileOf(kept);
    VerificationContext context =
        new VerificationContext(
            new KnownReferences(
                references.orElse(References.NONE),
                kept.knowledge(),
                kept.subject().manufacturerId()),
            inventory(kept, applied),
            device -> Optional.empty(),
            new KeyCache(),
            kept.at());
    Profiles profiles = Profiles.BUILT_IN.with(applied);
    KeptCase.Result now = now(kept, context, profiles);
    return new Replay(kept.result(), now, differences(kept, now), note(kept));
  }

  private KeptCase.Result now(KeptCase kept, VerificationContext context, Profiles profiles) {
    boolean cannotVerify = kept.secretWithheld() || kept.withoutEvidence();
    if (cannotVerify && kept.verified().isPresent()) {
      return result(
          EvidenceAppraiser.judged(
                  kept.evidence().device(),
                  kept.verified().get(),
                  context,
                  profiles,
                  Overdue.NOTHING)
              .appraisal());
    }
    return kept.withoutEvidence()
        ? kept.result()
        : result(
            appraiser.appraise(kept.evidence(), context, profiles, Overdue.NOTHING).appraisal());
  }

  private static String note(KeptCase kept) {
    if (kept.withoutEvidence()) {
      return kept.verified().isPresent()
          ? "the evidence is not in the case: what was read from it then was judged, unverified"
          : "the evidence is not in the case: what was refused then could not be looked at again";
    }
    if (!kept.secretWithheld()) {
      return "";
    }
    return kept.verified().isPresent()
        ? "the device's secret is not in the case: its authentication code was not checked again"
        : "the device's secret is not in the case: evidence refused then is refused again";
  }

  private static ProtectionProfile profileOf(KeptCase kept) throws RefusedException {
    return kept.profile().isPresent()
        ? ProfileReader.read(kept.profile().get())
        : BuiltInProfile.get();
  }

  /** A result as cases keep it. */
  static KeptCase.Result result(Appraisal appraisal) {
    return new KeptCase.Result(
        appraisal.scheme(),
        appraisal.policy(),
        appraisal.tier(),
        appraisal.vector(),
        appraisal.reasons(),
        appraisal.controls(),
        appraisal.referenceSource(),
        appraisal.problem());
  }

  /** An inventory of this one device, whose class wants the profile that is applied. */
  private static InventorySnapshot inventory(KeptCase kept, ProtectionProfile applied) {
    if (!kept.subject().known()) {
      return InventorySnapshot.empty();
    }
    DeviceId device = kept.evidence().device();
    KeptCase.Subject subject = kept.subject();
    boolean builtIn = applied.id().equals(BuiltInProfile.ID);
    Assurance assurance =
        new Assurance(true, builtIn ? "" : applied.id(), Optional.empty(), 1, 1, 1, 60, List.of());
    DeviceClass deviceClass =
        new DeviceClass(
            subject.deviceClass(), 0, 1, 1, 1, Set.of(JoinMethod.CERTIFICATE), false, assurance);
    InventoryEntry entry =
        new InventoryEntry(
            device,
            device.value(),
            subject.deviceClass(),
            subject.manufacturerId(),
            subject.serial(),
            false,
            List.of(),
            Optional.empty());
    return new InventorySnapshot(
        1,
        Map.of(),
        Map.of(subject.deviceClass(), deviceClass),
        Map.of(device, entry),
        Map.of(new SerialKey(subject.manufacturerId(), subject.serial()), device));
  }

  private static List<String> differences(KeptCase kept, KeptCase.Result now) {
    KeptCase.Result then = kept.result();
    List<String> lines = new ArrayList<>();
    compare(lines, "status", then.status(), now.status());
    compare(lines, "policy", then.policy(), now.policy());
    compare(lines, "references", then.referenceSource(), now.referenceSource());
    TreeSet<String> claims = new TreeSet<>(then.vector().keySet());
    claims.addAll(now.vector().keySet());
    for (String claim : claims) {
      compare(
          lines,
          "claim " + claim,
          then.vector().getOrDefault(claim, 0),
          now.vector().getOrDefault(claim, 0));
    }
    compare(lines, "controls", new TreeMap<>(then.controls()), new TreeMap<>(now.controls()));
    // an anonymous case has no details of then to compare with
    Function<Problem, String> shown = kept.withoutEvidence() ? Problem::code : Problem::line;
    compare(
        lines,
        "problem",
        then.problem().map(shown).orElse("none"),
        now.problem().map(shown).orElse("none"));
    return lines;
  }

  private static void compare(List<String> lines, String what, Object then, Object now) {
    if (!then.equals(now)) {
      lines.add(what + ": " + then + " → " + now);
    }
  }
}
