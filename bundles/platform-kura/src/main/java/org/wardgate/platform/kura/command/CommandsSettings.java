package org.wardgate.platform.kura.command;

import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.platform.kura.service.Filters;

/**
 * A {@link CommandsForm} that was checked.
 *
 * @param target the filter that selects the subscriber
 * @param topic for messages that name none
 * @param requests whether requests are answered
 * @param answerSeconds how long an answer may take, 1 to 60
 */
record CommandsSettings(String target, String topic, boolean requests, int answerSeconds) {
  static final Pattern TOPIC_FORM = Pattern.compile("[a-z0-9-]{1,64}");

  static final String NOBODY = "(kura.service.pid=changeme)";

  private static final String TARGET = "CloudSubscriber.target";
  private static final int TOPIC_MAX_CHARS = 64;
  private static final int ANSWER_MAX_SECONDS = 60;

  static Parsed<CommandsSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(CommandsForm.class, properties);
    return checked.parsed(
        new CommandsSettings(
            Filters.read(checked, TARGET, NOBODY),
            checked.text(
                "topic", TOPIC_MAX_CHARS, TOPIC_FORM, "1 to 64 characters of a-z, 0-9 and -"),
            checked.flag("requests"),
            checked.integer("answerSeconds", 1, ANSWER_MAX_SECONDS)));
  }
}
