package org.wardgate.emulators.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The gateway as its admin API shows it.
 *
 * @param enforcement how it enforces
 * @param journalRecords records in the journal
 * @param cloudAcknowledged records the cloud has
 * @param cloudPending records it has not
 */
record GatewayStatus(
    String enforcement, long journalRecords, long cloudAcknowledged, long cloudPending) {
  static final GatewayStatus UNKNOWN = new GatewayStatus("", 0, 0, 0);

  static GatewayStatus of(JsonNode status) {
    return new GatewayStatus(
        status.path("enforcement").asText(),
        status.path("journal").path("records").asLong(),
        status.path("cloud").path("acknowledged").asLong(),
        status.path("cloud").path("pending").asLong());
  }
}
