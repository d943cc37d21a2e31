/** COSE_Sign1 and COSE_Mac0 (RFC 9052) over the platform's cryptography. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.cose;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
