/** What DICE layers say of themselves in certificates (TCG DICE Attestation Architecture). */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.dice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
