package org.wardgate.platform.kura.command;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How messages of the cloud come in. What arrives is checked in code as well. */
@ObjectClassDefinition(
    id = CommandsComponent.PID,
    name = "Wardgate Cloud Commands",
    description =
        "Over which of Kura's subscribers and requests the cloud reaches this gateway. A message"
            + " does something only if an operator signed it.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface CommandsForm {
  /** Chooses the subscriber. */
  @AttributeDefinition(
      name = "Subscriber Target Filter",
      description =
          "OSGi filter that selects the cloud subscriber by its kura.service.pid. Without one only"
              + " requests come in.")
  String CloudSubscriber_target() default CommandsSettings.NOBODY;

  /** For messages that name no topic. */
  @AttributeDefinition(
      name = "Usual Topic",
      description =
          "For whom a subscriber's message is that has no metric topic, 1 to 64 characters of a-z,"
              + " 0-9 and -.")
  String topic() default "commands";

  /** Whether requests are answered. */
  @AttributeDefinition(
      name = "Answer Requests",
      description = "Answer the cloud's requests to the application WARDGATE-V1.")
  boolean requests() default true;

  /** How long an answer may take. */
  @AttributeDefinition(
      name = "Times: Answer (s)",
      description = "Seconds until a request is answered with a failure, 1 to 60.",
      min = "1",
      max = "60")
  int answerSeconds() default 10;
}
