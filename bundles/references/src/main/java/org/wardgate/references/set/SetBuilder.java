package org.wardgate.references.set;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.corim.Comid;
import org.wardgate.references.corim.ComidReader;
import org.wardgate.references.corim.Corim;
import org.wardgate.references.corim.CryptoKey;
import org.wardgate.references.corim.Environment;
import org.wardgate.references.corim.KeyTriple;
import org.wardgate.references.corim.MeasuredTriple;
import org.wardgate.references.corim.Measurement;
import org.wardgate.references.corim.Notes;

/**
 * Turns one manifest into a set. Only what can be compared as a whole is taken over: a measurement
 * with a value that nothing here compares is left out, never taken without it. For one use, by one
 * thread.
 */
public final class SetBuilder {
  private static final String PSA_COMPONENT = "psa.software-component";
  private static final String BYTES = "bytes:";
  private static final int IMPLEMENTATION_HEX_CHARS = 64;

  private final Corim corim;
  private final Notes notes = new Notes();
  private final Map<String, ClassDraft> classes = new LinkedHashMap<>();
  private final Map<Bytes, AttesterDraft> attesters = new LinkedHashMap<>();
  private final Map<String, Long> tagVersions = new HashMap<>();
  private final Set<Model> models = new HashSet<>();
  private final Set<X509Certificate> anchors = new HashSet<>();
  private int valuesCount;

  /**
   * Reads everything.
   *
   * @throws RefusedException {@code WG-REF-0001} or {@code WG-REF-0010}
   */
  public SetBuilder(Corim corim) throws RefusedException {
    this.corim = corim;
    corim.notes().forEach(notes::add);
    for (Bytes encoded : corim.comids()) {
      Comid comid = ComidReader.read(encoded, notes);
      if (tagVersions.putIfAbsent(comid.tagId(), comid.tagVersion()) != null) {
        throw new RefusedException(ReferenceErrors.MALFORMED, "two CoMIDs with the same tag-id");
      }
      add(comid);
    }
  }

  /** The vendors and models it speaks for; a name that is missing is empty. */
  public Set<Model> models() {
    Set<Model> all = new HashSet<>(models);
    for (ClassDraft draft : classes.values()) {
      if (draft.model().isEmpty()) {
        all.add(new Model("", ""));
      }
    }
    for (AttesterDraft draft : attesters.values()) {
      // one whose class nobody declared stands for nobody
      if (draft.classId().isEmpty()) {
        all.add(new Model("", ""));
      }
    }
    return all;
  }

  /** The highest version of its tags; at least 1. */
  public long version() {
    return Math.max(1, tagVersions.values().stream().mapToLong(Long::longValue).max().orElse(1));
  }

  private void add(Comid comid) throws RefusedException {
    if (!comid.profile().isEmpty()) {
      Profiles.requireKnown(comid.profile());
    }
    boolean psa =
        Profiles.isPsa(comid.profile()) || Profiles.isPsa(corim.profile()) || speaksOfPsa(comid);
    for (MeasuredTriple triple : comid.references()) {
      reference(triple, psa);
    }
    for (MeasuredTriple triple : comid.endorsements()) {
      endorsement(triple, psa);
    }
    for (KeyTriple triple : comid.attestKeys()) {
      keys(triple, psa);
    }
  }

  private static boolean speaksOfPsa(Comid comid) {
    return comid.references().stream()
        .flatMap(triple -> triple.measurements().stream())
        .anyMatch(measurement -> measurement.key().equals(PSA_COMPONENT));
  }

  private void reference(MeasuredTriple triple, boolean psa) throws RefusedException {
    Environment environment = triple.environment();
    if (foreign(environment)) {
      return;
    }
    if (environment.instance().isPresent()) {
      notes.add("reference values of a single device are ignored");
      return;
    }
    String anonymous = layerName(environment, psa);
    List<ClassDraft> drafts = drafts(environment, psa);
    for (ClassDraft draft : drafts) {
      for (Measurement measurement : triple.measurements()) {
        draft.reference(measurement, anonymous, notes);
      }
    }
    // the second one repeats the first under another name
    for (Measurement measurement :
        drafts.isEmpty() ? List.<Measurement>of() : triple.measurements()) {
      valuesCount += measurement.valuesCount();
    }
  }

  private static String layerName(Environment environment, boolean psa) {
    return psa || environment.layer().isEmpty() ? "" : "layer:" + environment.layer().getAsLong();
  }

  private void endorsement(MeasuredTriple triple, boolean psa) throws RefusedException {
    Environment environment = triple.environment();
    if (foreign(environment)) {
      return;
    }
    if (environment.instance().isEmpty()) {
      for (ClassDraft draft : drafts(environment, psa)) {
        for (Measurement measurement : triple.measurements()) {
          draft.endorse(measurement, notes);
        }
      }
      return;
    }
    AttesterDraft attester = attester(environment, psa);
    for (Measurement measurement : triple.measurements()) {
      if (!measurement.serialNumber().isEmpty() && measurement.unusable().isEmpty()) {
        attester.serial(measurement.serialNumber());
      } else {
        notes.add("an endorsed value of a single device is ignored");
      }
    }
  }

  private void keys(KeyTriple triple, boolean psa) throws RefusedException {
    Environment environment = triple.environment();
    if (foreign(environment)) {
      return;
    }
    if (triple.conditional()) {
      notes.add("attestation keys under conditions are ignored");
    } else if (environment.instance().isEmpty()) {
      drafts(environment, psa);
      for (CryptoKey key : triple.keys()) {
        anchor(key);
      }
    } else {
      AttesterDraft attester = attester(environment, psa);
      for (CryptoKey key : triple.keys()) {
        switch (key.kind()) {
          case KEY, CERTIFICATE, PATH, DER_CERTIFICATE -> attester.key(KeyText.spki(key));
          default -> notes.add("an attestation key that is neither key nor certificate");
        }
      }
    }
  }

  /** Certificates of a class are roots that its attestation keys chain to. */
  private void anchor(CryptoKey key) throws RefusedException {
    switch (key.kind()) {
      case CERTIFICATE, PATH, DER_CERTIFICATE -> {
        List<X509Certificate> path = KeyText.certificates(key);
        X509Certificate root = path.get(path.size() - 1);
        if (root.getBasicConstraints() < 0) {
          notes.add("a certificate of a class that is no CA is ignored");
        } else if (anchors.add(root) && anchors.size() > SetLimits.ANCHORS_MAX_COUNT) {
          throw new RefusedException(
              ReferenceErrors.TOO_MUCH, "more than " + SetLimits.ANCHORS_MAX_COUNT + " roots");
        }
      }
      default -> notes.add("a key of a class that is no certificate is ignored");
    }
  }

  private boolean foreign(Environment environment) {
    if (environment.foreign().isEmpty()) {
      return false;
    }
    notes.add("what is said about " + environment.foreign() + " is ignored");
    return true;
  }

  private AttesterDraft attester(Environment environment, boolean psa) throws RefusedException {
    Bytes instance = environment.instance().orElse(Bytes.EMPTY);
    AttesterDraft draft = attesters.computeIfAbsent(instance, AttesterDraft::new);
    List<ClassDraft> ofClass = drafts(environment, psa);
    if (!ofClass.isEmpty()) {
      draft.ofClass(classId(environment, psa));
    }
    return draft;
  }

  /** By its id, and by vendor and model, since evidence may use either. */
  private List<ClassDraft> drafts(Environment environment, boolean psa) throws RefusedException {
    Optional<Model> model = model(environment);
    model.ifPresent(models::add);
    String classId = classId(environment, psa);
    if (classId.isEmpty()) {
      return List.of();
    }
    List<ClassDraft> drafts = new ArrayList<>();
    drafts.add(draft(classId));
    if (model.isPresent() && !classId.equals(model.get().classId())) {
      if (!model.get().model().isEmpty()) {
        drafts.add(draft(model.get().classId()));
      }
    }
    for (ClassDraft draft : drafts) {
      model.ifPresent(draft::declare);
    }
    return drafts;
  }

  private static Optional<Model> model(Environment environment) {
    return environment.vendor().isEmpty() && environment.model().isEmpty()
        ? Optional.empty()
        : Optional.of(new Model(environment.vendor().orElse(""), environment.model().orElse("")));
  }

  private static String classId(Environment environment, boolean psa) {
    String id =
        environment.classId().orElseGet(() -> model(environment).map(Model::classId).orElse(""));
    boolean implementation =
        psa && id.startsWith(BYTES) && id.length() == BYTES.length() + IMPLEMENTATION_HEX_CHARS;
    return implementation ? "impl:" + id.substring(BYTES.length()) : id;
  }

  private ClassDraft draft(String classId) throws RefusedException {
    if (!classes.containsKey(classId) && classes.size() >= SetLimits.CLASSES_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH, "more than " + SetLimits.CLASSES_MAX_COUNT + " classes");
    }
    return classes.computeIfAbsent(classId, ClassDraft::new);
  }

  /**
   * The set.
   *
   * @param manufacturerId whose signer said so
   * @throws RefusedException {@code WG-REF-0015} if there is nothing in it
   */
  public ReferenceSet build(String manufacturerId) throws RefusedException {
    String id = manufacturerId + "/" + corim.id();
    String source = id + " v" + version();
    Map<String, ReferenceClass> built = new HashMap<>();
    for (Map.Entry<String, ClassDraft> draft : classes.entrySet()) {
      built.put(draft.getKey(), draft.getValue().build(manufacturerId, source));
    }
    PackedAttesters packed = pack();
    if (valuesCount == 0 && packed.count() == 0 && anchors.isEmpty()) {
      throw new RefusedException(ReferenceErrors.NOTHING_USABLE, corim.id());
    }
    return new ReferenceSet(
        id,
        manufacturerId,
        version(),
        corim.validity(),
        built,
        packed,
        List.copyOf(anchors),
        tagVersions,
        notes.all(),
        valuesCount + packed.keysCount());
  }

  private PackedAttesters pack() {
    PackedAttesters.Builder packed = new PackedAttesters.Builder();
    for (AttesterDraft draft : attesters.values()) {
      // One without a key authenticates its evidence with a secret that it shares with the gateway.
      if (draft.serial().isEmpty()) {
        notes.add("an attester without serial number is nobody's and ignored");
      } else {
        packed.add(draft.instance(), draft.serial(), draft.classId(), draft.keys());
      }
    }
    return packed.build();
  }
}
