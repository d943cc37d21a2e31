package org.wardgate.cloud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about a further cloud target. */
@ObjectClassDefinition(
    id = CloudTarget.PID,
    name = "Wardgate Cloud Target",
    description =
        "Publishes the journal's records to one more cloud link, each until acknowledged, from the"
            + " journal's beginning on. Erasing waits for the cloud sync alone.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface TargetConfiguration {
  /** Which link. */
  @AttributeDefinition(
      name = "Cloud Link Target Filter",
      description =
          "Which of the platform's cloud links records go to, as an OSGi filter on its service"
              + " properties. Nothing is sent until one matches.")
  String CloudLink_target() default TargetSettings.NOBODY;

  /** Below the gateway's own prefix. */
  @AttributeDefinition(
      name = "Topic",
      description =
          "Where records are published, below the cloud link's prefix and the gateway's id:"
              + " 1 to 64 characters of a-z, 0-9 and -.")
  String topic() default "journal";

  /** Records sent ahead of the acknowledgement. */
  @AttributeDefinition(
      name = "Window (Records)",
      description = "Records sent before the first of them must be acknowledged, 1 to 32.",
      min = "1",
      max = "32")
  int windowCount() default 8;
}
