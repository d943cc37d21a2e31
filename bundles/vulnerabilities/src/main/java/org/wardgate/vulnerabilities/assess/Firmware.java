package org.wardgate.vulnerabilities.assess;

import java.time.Instant;
import org.wardgate.vulnerabilities.model.Content.Sbom;

/**
 * Firmware with its SBOM.
 *
 * @param manufacturerId who signed for it
 * @param sbom what it consists of
 * @param at when the SBOM was made
 */
public record Firmware(String manufacturerId, Sbom sbom, Instant at) {}
