package org.wardgate.cloud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the cloud sync. */
@ObjectClassDefinition(
    id = CloudSync.PID,
    name = "Wardgate Cloud Sync",
    description = "Publishes the journal's records in order, each until acknowledged.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface CloudConfiguration {
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
  int windowCount() default 32;

  /** Whose commands count; empty: nobody's. */
  @AttributeDefinition(
      name = "Files: Command Anchors",
      description =
          "PEM file of certificates that may vouch for operators whose signed commands come from"
              + " the cloud; empty: no commands are taken.",
      required = false)
  String commandAnchorsFile() default "";
}
