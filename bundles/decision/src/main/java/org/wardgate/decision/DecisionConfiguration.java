package org.wardgate.decision;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the decision core. All of it counts for the next decision. */
@ObjectClassDefinition(
    id = DecisionCore.PID,
    name = "Wardgate Decision Core",
    description =
        "Limits of the core that admits, restricts and quarantines devices. A change counts for what"
            + " is decided from then on; nothing is interrupted.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface DecisionConfiguration {
  /** Most devices. */
  @AttributeDefinition(
      name = "Limits: Devices",
      description = "More devices than this are refused, 1 to 100,000; those known stay.",
      min = "1",
      max = "100000")
  int devicesMax() default 10_000;

  /** Largest share one inventory may cut. */
  @AttributeDefinition(
      name = "Limits: Share Cut at Once (%)",
      description =
          "An inventory, advisory or change that would cut a larger share of the admitted devices is"
              + " held for people, 1 to 100 %.",
      min = "1",
      max = "100")
  int cutShareMaxPercent() default 10;

  /** People it takes to let a held advisory apply. */
  @AttributeDefinition(
      name = "Limits: Approvals of What Is Held",
      description = "So many different operators must approve it, 1 to 5.",
      min = "1",
      max = "5")
  int approvalsMin() default 2;

  /** Grace after a certificate's end. */
  @AttributeDefinition(
      name = "Times: Grace for Renewal (h)",
      description =
          "So long after its certificate's end a device that did not renew it keeps its traffic,"
              + " 0 to 8,760 hours; then it is cut to its therapy floor or to nothing.",
      min = "0",
      max = "8760")
  int renewalGraceHours() default 24;

  /** How long data of retired devices are kept. */
  @AttributeDefinition(
      name = "Times: Retention (d)",
      description =
          "How long the data of a retired device are kept, 0 to 36,500 days; 0: they are erased as"
              + " soon as it is safe.",
      min = "0",
      max = "36500")
  int retentionDays() default 0;

  /** Whether erasing waits for the cloud. */
  @AttributeDefinition(
      name = "Erasing Waits for the Cloud",
      description =
          "Records are erased only once the cloud has acknowledged them. Switch it off only on a"
              + " gateway that never has a cloud.")
  boolean erasureAwaitsCloud() default true;
}
