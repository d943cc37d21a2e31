package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceConfig.Proof;
import org.wardgate.emulators.net.Plan;

/** Writes the hospital's inventory: classes, manufacturers, devices and their therapy floors. */
final class InventoryFile {
  private static final double UNCERTAINTY_MAX = 0.5;
  private static final int CHALLENGE_PERIOD_SECONDS = 5;
  private static final int MISSED_PERIODS_MAX = 6;
  private static final int PLAYBOOK_WINDOW_SECONDS = 3_600;
  private static final int WARD_EXPOSURE = 2;
  private static final int CONFORMITY_SECONDS = 120;
  private static final double UNPROVEN_UNCERTAINTY_MAX = 0.8;
  private static final double UNPROVEN_TRUST_MAX = 0.6;

  /** Whoever comes so was never bought. */
  private static final Set<Behaviour> NOT_BOUGHT =
      EnumSet.of(Behaviour.FORGED_IDENTITY, Behaviour.CLONED_IDENTITY);

  private final ObjectMapper mapper = new ObjectMapper();
  private final Plan plan;

  InventoryFile(Plan plan) {
    this.plan = plan;
  }

  /**
   * The file's content.
   *
   * @param now also makes the version: later inventories have higher ones
   */
  ObjectNode content(Instant now, Map<String, Maker> makers, List<Roster.Member> members) {
    ObjectNode file = mapper.createObjectNode();
    file.put("version", now.getEpochSecond());
    file.put("issuedAt", now.truncatedTo(ChronoUnit.SECONDS).toString());
    ArrayNode classes = file.putArray("classes");
    for (Model model : Model.values()) {
      deviceClass(classes.addObject(), model);
    }
    ArrayNode manufacturers = file.putArray("manufacturers");
    makers.values().forEach(maker -> manufacturer(manufacturers.addObject(), maker));
    ArrayNode devices = file.putArray("devices");
    members.stream()
        .filter(member -> !NOT_BOUGHT.contains(member.behaviour()))
        .forEach(
            member ->
                device(
                    devices.addObject(),
                    member,
                    Objects.requireNonNull(makers.get(member.model().makerId()))));
    playbook(file.putArray("playbooks").addObject());
    return file;
  }

  /** Two devices with the same unknown firmware are no accident: somebody shall look. */
  private static void playbook(ObjectNode playbook) {
    playbook.put("name", "The same bad firmware").put("trigger", "same-firmware");
    playbook.put("devicesMinCount", 2).put("windowSeconds", PLAYBOOK_WINDOW_SECONDS);
    playbook.put("response", "quarantine").put("preApproved", false);
  }

  private static void deviceClass(ObjectNode entry, Model model) {
    entry.put("name", model.deviceClass());
    entry.put("requiredTrust", model.requiredTrust());
    entry.put(
        "uncertaintyMax",
        // without evidence little is known for certain; the hospital lives with that, and says so
        model.proof() == Proof.NO_EVIDENCE ? UNPROVEN_UNCERTAINTY_MAX : UNCERTAINTY_MAX);
    entry.put("challengePeriodSeconds", CHALLENGE_PERIOD_SECONDS);
    entry.put("missedPeriodsMax", MISSED_PERIODS_MAX);
    if (model.proof() == Proof.SECURE_ELEMENT) {
      entry.putArray("joinMethods").add("shared-key");
    }
    assurance(entry.putObject("assurance"), model);
  }

  private static void assurance(ObjectNode assurance, Model model) {
    assurance
        .putObject("risk")
        .put("criticality", model.criticality())
        .put("exposure", WARD_EXPOSURE);
    assurance.put("conformitySeconds", CONFORMITY_SECONDS);
    if (model.proof() == Proof.NO_EVIDENCE) {
      assurance.put("attests", false).put("trustMax", UNPROVEN_TRUST_MAX);
    }
    if (model == Model.INFUSION_PUMP) {
      // new firmware only for a pump that is trusted more than admission needs
      ObjectNode download = assurance.putArray("functions").addObject();
      download.put("name", "firmware-download").put("action", "update");
      download.putArray("flows").add("*/updates-*");
    }
  }

  private void manufacturer(ObjectNode entry, Maker maker) {
    entry.put("id", maker.id());
    entry.put("name", maker.name());
    pem(entry.putArray("idevidAnchors"), maker.root().certificate());
    pem(entry.putArray("idevidIntermediates"), maker.devices().certificate());
    pem(entry.putArray("mudSigners"), maker.root().certificate());
    entry.putArray("mudAuthorities").add(MudFile.authority(maker, plan));
    ObjectNode signer = entry.putArray("referenceSigners").addObject();
    pem(signer.putArray("anchorsPem"), maker.root().certificate());
    signer.put("vendor", maker.name());
  }

  private static void pem(ArrayNode array, X509Certificate certificate) {
    array.add(Certificates.toPem(List.of(certificate)));
  }

  private void device(ObjectNode entry, Roster.Member member, Maker maker) {
    Model model = member.model();
    entry.put("id", member.id());
    entry.put("name", model.title() + " " + member.id().replaceFirst("^.*-", ""));
    entry.put("class", model.deviceClass());
    entry.put("manufacturer", model.makerId());
    entry.put("serial", Factory.serial(member));
    entry.put("lifeSupport", model.lifeSupport());
    if (model.proof() == Proof.SECURE_ELEMENT) {
      // no certificate says where its MUD file is
      entry.put("mudUrl", new MudFile(model, maker, plan).url());
    }
    if (model.lifeSupport()) {
      entry
          .putArray("therapyFloor")
          .addObject()
          .put("protocol", "tcp")
          .put("direction", "from-device")
          .put("remote", plan.nurseStation().address() + "/32")
          .put("remotePorts", Integer.toString(plan.nurseStation().port()));
    }
  }
}
