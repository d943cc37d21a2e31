package org.wardgate.emulators.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.net.Plan;

/** Which devices the ward has. */
final class Roster {
  private static final List<Model> GOOD =
      List.of(
          Model.INFUSION_PUMP,
          Model.PATIENT_MONITOR,
          Model.VENTILATOR,
          Model.THERMOMETER,
          Model.INFUSION_PUMP,
          Model.PATIENT_MONITOR);
  private static final List<Model> OTHERS = List.of(Model.OXIMETER, Model.BED_SCALE);
  private static final List<Model> MORE =
      List.of(Model.INFUSION_PUMP, Model.PATIENT_MONITOR, Model.THERMOMETER, Model.VENTILATOR);
  private static final List<Behaviour> HOSTILE =
      List.of(Behaviour.TAMPERED_FIRMWARE, Behaviour.REPLAYED_EVIDENCE, Behaviour.NEIGHBOUR_SCAN);

  private Roster() {}

  /** The fewest devices: six good ones and four hostile ones. */
  static final int DEVICES_MIN_COUNT = GOOD.size() + HOSTILE.size() + 1;

  /** As many as there are kinds of devices: these, and one of each of the others. */
  static final int DEVICES_USUAL_COUNT = DEVICES_MIN_COUNT + 3;

  /** Whose identity is copied. */
  static final String CLONED = "pump-02";

  /**
   * A device to be made.
   *
   * @param id its name in the demo
   * @param model what it is, or claims to be
   * @param behaviour what it is up to
   * @param index its place on the network
   */
  record Member(String id, Model model, Behaviour behaviour, int index) {}

  /**
   * All devices.
   *
   * @param count how many; at least {@link #DEVICES_MIN_COUNT}
   * @param watched whether somebody sees the devices' packets; without that a scan has no sense
   * @param clone whether one more has a copy of {@link #CLONED}'s identity
   */
  static List<Member> of(int count, boolean watched, boolean clone) {
    if (count < DEVICES_MIN_COUNT || count > Plan.DEVICES_MAX_COUNT) {
      throw new IllegalArgumentException(
          "the ward has " + DEVICES_MIN_COUNT + " to " + Plan.DEVICES_MAX_COUNT + " devices");
    }
    List<Member> members = new ArrayList<>();
    Map<Model, Integer> numbers = new TreeMap<>();
    GOOD.forEach(model -> members.add(member(model, Behaviour.GOOD, numbers, members.size())));
    for (Behaviour behaviour : HOSTILE) {
      if (watched || behaviour != Behaviour.NEIGHBOUR_SCAN) {
        members.add(member(Model.INFUSION_PUMP, behaviour, numbers, members.size()));
      }
    }
    members.add(
        new Member("forged-01", Model.INFUSION_PUMP, Behaviour.FORGED_IDENTITY, members.size()));
    if (clone) {
      members.add(
          new Member("clone-01", Model.INFUSION_PUMP, Behaviour.CLONED_IDENTITY, members.size()));
    }
    if (members.size() < count) {
      members.add(member(Model.INFUSION_PUMP, Behaviour.FIRMWARE_DRIFT, numbers, members.size()));
    }
    for (Model model : OTHERS) {
      if (members.size() < count) {
        members.add(member(model, Behaviour.GOOD, numbers, members.size()));
      }
    }
    for (int more = 0; members.size() < count; more++) {
      Model model = MORE.get(more % MORE.size());
      members.add(member(model, Behaviour.GOOD, numbers, members.size()));
    }
    return members;
  }

  private static Member member(
      Model model, Behaviour behaviour, Map<Model, Integer> numbers, int index) {
    int number = numbers.merge(model, 1, Integer::sum);
    return new Member(
        String.format(Locale.ROOT, "%s-%02d", stem(model), number), model, behaviour, index);
  }

  private static String stem(Model model) {
    return switch (model) {
      case INFUSION_PUMP -> "pump";
      case PATIENT_MONITOR -> "monitor";
      case VENTILATOR -> "ventilator";
      case THERMOMETER -> "thermometer";
      case OXIMETER -> "oximeter";
      case BED_SCALE -> "scale";
    };
  }
}
