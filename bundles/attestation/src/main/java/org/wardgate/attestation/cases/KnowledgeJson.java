package org.wardgate.attestation.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Reference values and endorsements inside a case file. Stateless. */
final class KnowledgeJson {
  private static final int LIST_MAX_COUNT = 64;
  private static final int COMPONENTS_MAX_COUNT = 4_096;
  private static final int DIGESTS_MAX_COUNT = 4_096;

  private KnowledgeJson() {}

  static void write(ObjectNode node, KeptCase.Knowledge knowledge) {
    ArrayNode attesters = node.putArray("attesters");
    for (Attester attester : knowledge.attesters()) {
      ObjectNode one = attesters.addObject();
      one.put("instance", attester.instance().hex())
          .put("manufacturer", attester.manufacturerId())
          .put("serial", attester.serial())
          .put("source", attester.source());
      attester.classId().ifPresent(id -> one.put("classId", id));
      ArrayNode keys = one.putArray("publicKeysSpki");
      attester.publicKeysSpki().forEach(key -> keys.add(CaseWriter.base64(key)));
    }
    ArrayNode classes = node.putArray("classes");
    knowledge.classes().forEach(one -> referenceClass(classes.addObject(), one));
    ArrayNode anchors = node.putArray("anchors");
    new TreeMap<>(knowledge.anchors())
        .forEach(
            (manufacturer, roots) ->
                roots.forEach(
                    root ->
                        anchors
                            .addObject()
                            .put("manufacturer", manufacturer)
                            .put("source", root.source())
                            .put(
                                "certificate",
                                CaseWriter.base64(Certificates.der(root.certificate())))));
  }

  private static void referenceClass(ObjectNode node, ReferenceClass of) {
    node.put("classId", of.classId())
        .put("manufacturer", of.manufacturerId())
        .put("vendor", of.vendor())
        .put("model", of.model())
        .put("certificationReference", of.certificationReference())
        .put("source", of.source());
    ObjectNode controls = node.putObject("controls");
    new TreeMap<>(of.controls()).forEach(controls::put);
    ArrayNode components = node.putArray("components");
    for (ReferenceComponent component : of.components()) {
      ObjectNode one = components.addObject().put("name", component.name());
      component.signerId().ifPresent(signer -> one.put("signerId", signer.hex()));
      ObjectNode digests = one.putObject("digests");
      new TreeMap<>(component.digests())
          .forEach(
              (hash, values) -> {
                ArrayNode list = digests.putArray(hash);
                values.stream().map(Bytes::hex).sorted().forEach(list::add);
              });
      one.put("version", component.version()).put("optional", component.optional());
      component.svn().ifPresent(svn -> one.put("svn", svn));
      ObjectNode flags = one.putObject("flags");
      new TreeMap<>(component.flags()).forEach(flags::put);
    }
  }

  static KeptCase.Knowledge read(CaseNode node) throws RefusedException {
    node.object("attesters", "classes", "anchors");
    List<Attester> attesters = new ArrayList<>();
    for (CaseNode one : node.at("attesters").elements(LIST_MAX_COUNT)) {
      attesters.add(attester(one));
    }
    List<ReferenceClass> classes = new ArrayList<>();
    for (CaseNode one : node.at("classes").elements(LIST_MAX_COUNT)) {
      classes.add(referenceClass(one));
    }
    Map<String, List<KeyAnchor>> anchors = new HashMap<>();
    for (CaseNode one : node.at("anchors").elements(LIST_MAX_COUNT)) {
      one.object("manufacturer", "source", "certificate");
      anchors
          .computeIfAbsent(one.at("manufacturer").text(), m -> new ArrayList<>())
          .add(anchor(one));
    }
    return new KeptCase.Knowledge(attesters, classes, anchors);
  }

  private static KeyAnchor anchor(CaseNode one) throws RefusedException {
    try {
      return new KeyAnchor(
          Certificates.ofDer(one.at("certificate").base64()), one.at("source").text());
    } catch (CryptoException e) {
      throw one.refused(String.valueOf(e.getMessage()));
    }
  }

  private static Attester attester(CaseNode one) throws RefusedException {
    one.object("instance", "manufacturer", "serial", "source", "classId", "publicKeysSpki");
    List<Bytes> keys = new ArrayList<>();
    for (CaseNode key : one.at("publicKeysSpki").elements(LIST_MAX_COUNT)) {
      keys.add(key.base64());
    }
    return new Attester(
        one.at("instance").hex(),
        one.at("manufacturer").text(),
        one.at("serial").text(),
        keys,
        one.has("classId") ? Optional.of(one.at("classId").text()) : Optional.empty(),
        one.at("source").text());
  }

  private static ReferenceClass referenceClass(CaseNode one) throws RefusedException {
    one.object(
        "classId",
        "manufacturer",
        "vendor",
        "model",
        "certificationReference",
        "source",
        "controls",
        "components");
    List<ReferenceComponent> components = new ArrayList<>();
    for (CaseNode component : one.at("components").elements(COMPONENTS_MAX_COUNT)) {
      components.add(component(component));
    }
    return new ReferenceClass(
        one.at("classId").text(),
        one.at("manufacturer").text(),
        one.at("vendor").text(),
        one.at("model").text(),
        components,
        one.at("controls").booleans(),
        one.at("certificationReference").text(),
        one.at("source").text());
  }

  private static ReferenceComponent component(CaseNode one) throws RefusedException {
    one.object("name", "signerId", "digests", "version", "optional", "svn", "flags");
    Map<String, Set<Bytes>> digests = new HashMap<>();
    for (Map.Entry<String, CaseNode> hash : one.at("digests").members().entrySet()) {
      Set<Bytes> values = new HashSet<>();
      for (CaseNode value : hash.getValue().elements(DIGESTS_MAX_COUNT)) {
        values.add(value.hex());
      }
      digests.put(hash.getKey(), Set.copyOf(values));
    }
    return new ReferenceComponent(
        one.at("name").text(),
        one.has("signerId") ? Optional.of(one.at("signerId").hex()) : Optional.empty(),
        digests,
        one.at("version").text(),
        one.has("svn") ? OptionalLong.of(one.at("svn").integer()) : OptionalLong.empty(),
        one.at("flags").booleans(),
        one.at("optional").bool());
  }
}
