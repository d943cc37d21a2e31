/** CMS messages (RFC 5652): signatures, and what is sealed for this gateway (RFC 5083). */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.cms;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
