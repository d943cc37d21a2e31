package org.wardgate.vulnerabilities.model;

import java.util.Optional;

/**
 * A piece of software as an SBOM lists it.
 *
 * @param name as written
 * @param version as written, empty if not told
 * @param purl its package URL
 * @param cpe its CPE name
 */
public record Identity(String name, String version, Optional<Purl> purl, Optional<Cpe> cpe) {}
