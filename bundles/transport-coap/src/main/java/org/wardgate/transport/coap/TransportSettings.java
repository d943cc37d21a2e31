package org.wardgate.transport.coap;

import java.util.Map;
import java.util.Optional;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * The whole configuration: it is good, or refused as a whole.
 *
 * @param coaps of the CoAPS endpoint
 * @param open of the open endpoint; empty if it is closed
 */
record TransportSettings(Settings coaps, Optional<OpenSettings> open) {

  /** Reads what an operator configured. */
  static Parsed<TransportSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(CoapTransportConfig.class, properties);
    Settings coaps = Settings.of(checked);
    OpenSettings open = OpenSettings.of(checked, coaps);
    return checked.parsed(
        new TransportSettings(
            coaps, checked.flag("openEnabled") ? Optional.of(open) : Optional.empty()));
  }

  /** No default stands in for where to listen: an operator may have meant less than everything. */
  static boolean whereIsKnown(Parsed<TransportSettings> parsed, String port) {
    return !parsed.refused("bindAddress") && !parsed.refused(port);
  }
}
