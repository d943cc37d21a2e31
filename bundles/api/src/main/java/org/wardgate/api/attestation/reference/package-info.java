/** Reference values and endorsements (RFC 9334 §4.2), as verifiers look them up. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.attestation.reference;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
