/** What EST carries besides certificates and requests (RFC 7030, RFC 9148, RFC 8710). */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.est;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
