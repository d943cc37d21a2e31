/** CBOR (RFC 8949) with limits: definite lengths, no duplicates, nothing left over. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.cbor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
