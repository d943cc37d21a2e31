package org.wardgate.api.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;

/**
 * The gateway's settings as forms, made from the same metatype that Kura's and Felix's consoles
 * show. Thread-safe.
 */
public interface SettingsDesk {
  /** All forms, by name. */
  List<SettingsForm> forms();

  /** One of them. */
  Optional<SettingsForm> form(String pid);

  /**
   * Stores values and has the component take them. Values are checked against the form's types,
   * options and limits first; what is not named stays.
   *
   * @param version {@link SettingsForm#version} that the values were edited from
   * @param values attribute to text, one for each element of an array
   * @throws RefusedException WG-CFG: nothing was stored
   */
  SettingsForm change(String pid, String version, Map<String, List<String>> values)
      throws RefusedException;
}
