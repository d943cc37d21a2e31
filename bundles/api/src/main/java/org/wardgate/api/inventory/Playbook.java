package org.wardgate.api.inventory;

/**
 * What shall follow when several devices have trouble together.
 *
 * @param name for people, unique
 * @param trigger what the devices have in common
 * @param devicesMinCount so many devices make it an incident, 2 to 1,000
 * @param windowSeconds within this time, 1 to 86,400
 * @param response what is proposed
 * @param preApproved whether it is carried out at once; the cap on how many devices one input may
 *     worsen holds all the same
 */
public record Playbook(
    String name,
    Trigger trigger,
    int devicesMinCount,
    int windowSeconds,
    Response response,
    boolean preApproved) {
  /** What devices in an incident have in common. */
  public enum Trigger {
    /** The same measured firmware. */
    SAME_FIRMWARE,
    /** The same undeclared destination. */
    SAME_DESTINATION,
    /** Nothing but the time. */
    SAME_TIME
  }

  /** What is done about the devices that share the cause, those without trouble yet included. */
  public enum Response {
    /** People are told. */
    ALARM,
    /** They are challenged at once. */
    CHALLENGE,
    /** They are cut to their ward's local networks. */
    RESTRICT,
    /** They are cut, down to their therapy floor. */
    QUARANTINE
  }
}
