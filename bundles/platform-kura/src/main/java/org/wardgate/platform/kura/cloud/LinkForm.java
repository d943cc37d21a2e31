package org.wardgate.platform.kura.cloud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the way to the cloud. What arrives is checked in code as well. */
@ObjectClassDefinition(
    id = KuraCloudLink.PID,
    name = "Wardgate Cloud Link",
    description =
        "Over which of Kura's publishers the journal goes to the cloud. Without one the gateway"
            + " works and keeps everything in its journal.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface LinkForm {
  /** Chooses the publisher. */
  @AttributeDefinition(
      name = "Publisher Target Filter",
      description =
          "OSGi filter that selects the cloud publisher by its kura.service.pid. Its quality of"
              + " service must be 1: nothing counts as sent until the broker has confirmed it. Its"
              + " application topic may contain $topic.")
  String CloudPublisher_target() default LinkSettings.NOBODY;

  /** How long a confirmation is waited for. */
  @AttributeDefinition(
      name = "Times: Confirmation (s)",
      description =
          "Seconds until a message that was not confirmed counts as lost and is sent again, 5 to"
              + " 600.",
      min = "5",
      max = "600")
  int confirmSeconds() default 60;

  /** How many may wait. */
  @AttributeDefinition(
      name = "Limits: Outstanding Messages",
      description = "Most messages that wait for their confirmation at a time, 1 to 256.",
      min = "1",
      max = "256")
  int outstandingMax() default 64;
}
