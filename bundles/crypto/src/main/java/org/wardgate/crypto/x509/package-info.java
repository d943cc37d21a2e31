/** Certificates, requests, chains and the issuing of certificates (RFC 5280, RFC 2986). */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.x509;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
