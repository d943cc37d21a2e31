/** Signed JSON: JWS in compact form (RFC 7515) with ES256 (RFC 7518 §3.4) alone. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.jose;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
